// A dev server that asks for a client certificate and forwards it to vtn-api's port for proxies (openvtn.proxy.form=webpack).
const { readFileSync } = require('node:fs');

const {
  PORT = '8080', SERVER_CERT, SERVER_KEY, VTN_API = 'http://localhost:8543', PROXY_SECRET,
} = process.env;

const onOneLine = (der) => `-----BEGIN CERTIFICATE-----${der.toString('base64')}-----END CERTIFICATE-----`;

module.exports = {
  entry: './src/index.js',
  devServer: {
    port: PORT,
    hot: false,
    liveReload: false,
    client: false,
    server: {
      type: 'https',
      options: {
        cert: readFileSync(SERVER_CERT),
        key: readFileSync(SERVER_KEY),
        requestCert: true,
        // The key is proven; whose certificate it is, vtn-api decides.
        rejectUnauthorized: false,
      },
    },
    proxy: [{
      context: ['/OpenADR2'],
      target: VTN_API,
      onProxyReq(forwarded, request) {
        const { raw } = request.socket.getPeerCertificate();
        // Never what the client sends: set, or removed.
        forwarded.removeHeader('X-SSL-CERT');
        if (raw) {
          forwarded.setHeader('X-SSL-CERT', onOneLine(raw));
        }
        forwarded.setHeader('X-OpenVTN-Proxy-Secret', PROXY_SECRET);
      },
    }],
  },
};
