package io.openvtn.vtnapi.wire;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import org.w3c.dom.ls.LSInput;

/** A generated schema document, found by its system ID. */
final class InMemorySchema implements LSInput {

    private final String systemId;
    private final String text;

    InMemorySchema(String systemId, String text) {
        this.systemId = systemId;
        this.text = text;
    }

    @Override
    public Reader getCharacterStream() {
        return new StringReader(text);
    }

    @Override
    public String getSystemId() {
        return systemId;
    }

    @Override
    public InputStream getByteStream() {
        return null;
    }

    @Override
    public String getStringData() {
        return null;
    }

    @Override
    public String getPublicId() {
        return null;
    }

    @Override
    public String getBaseURI() {
        return null;
    }

    @Override
    public String getEncoding() {
        return null;
    }

    @Override
    public boolean getCertifiedText() {
        return false;
    }

    @Override
    public void setCharacterStream(Reader reader) {
        throw readOnly();
    }

    @Override
    public void setByteStream(InputStream stream) {
        throw readOnly();
    }

    @Override
    public void setStringData(String data) {
        throw readOnly();
    }

    @Override
    public void setSystemId(String id) {
        throw readOnly();
    }

    @Override
    public void setPublicId(String id) {
        throw readOnly();
    }

    @Override
    public void setBaseURI(String uri) {
        throw readOnly();
    }

    @Override
    public void setEncoding(String encoding) {
        throw readOnly();
    }

    @Override
    public void setCertifiedText(boolean certified) {
        throw readOnly();
    }

    private static IllegalStateException readOnly() {
        return new IllegalStateException("a generated schema does not change");
    }
}
