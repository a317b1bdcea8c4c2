package io.openvtn.vtnapi.wire;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlElementDecl;
import jakarta.xml.bind.annotation.XmlRegistry;
import javax.xml.namespace.QName;

/** The elements that may stand where the schema says itemBase, for JAXB, which finds them by this class's name. */
@XmlRegistry
class ObjectFactory {

    @XmlElementDecl(namespace = Namespaces.EMIX, name = "itemBase")
    JAXBElement<Object> itemBase(Object value) {
        return new JAXBElement<>(new QName(Namespaces.EMIX, "itemBase"), Object.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.POWER,
            name = "voltage",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.PowerItem> voltage(UnitXml.PowerItem value) {
        return new JAXBElement<>(new QName(Namespaces.POWER, "voltage"), UnitXml.PowerItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.POWER,
            name = "energyApparent",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.PowerItem> energyApparent(UnitXml.PowerItem value) {
        return new JAXBElement<>(new QName(Namespaces.POWER, "energyApparent"), UnitXml.PowerItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.POWER,
            name = "energyReactive",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.PowerItem> energyReactive(UnitXml.PowerItem value) {
        return new JAXBElement<>(new QName(Namespaces.POWER, "energyReactive"), UnitXml.PowerItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.POWER,
            name = "energyReal",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.PowerItem> energyReal(UnitXml.PowerItem value) {
        return new JAXBElement<>(new QName(Namespaces.POWER, "energyReal"), UnitXml.PowerItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.POWER,
            name = "powerApparent",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.PowerItem> powerApparent(UnitXml.PowerItem value) {
        return new JAXBElement<>(new QName(Namespaces.POWER, "powerApparent"), UnitXml.PowerItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.POWER,
            name = "powerReactive",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.PowerItem> powerReactive(UnitXml.PowerItem value) {
        return new JAXBElement<>(new QName(Namespaces.POWER, "powerReactive"), UnitXml.PowerItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.POWER,
            name = "powerReal",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.PowerItem> powerReal(UnitXml.PowerItem value) {
        return new JAXBElement<>(new QName(Namespaces.POWER, "powerReal"), UnitXml.PowerItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "current",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.OadrItem> current(UnitXml.OadrItem value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "current"), UnitXml.OadrItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "frequency",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.OadrItem> frequency(UnitXml.OadrItem value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "frequency"), UnitXml.OadrItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "temperature",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.OadrItem> temperature(UnitXml.OadrItem value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "temperature"), UnitXml.OadrItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "Therm",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.OadrItem> therm(UnitXml.OadrItem value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "Therm"), UnitXml.OadrItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "currency",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.OadrItem> currency(UnitXml.OadrItem value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "currency"), UnitXml.OadrItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "currencyPerKW",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.OadrItem> currencyPerKW(UnitXml.OadrItem value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "currencyPerKW"), UnitXml.OadrItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "currencyPerKWh",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.OadrItem> currencyPerKWh(UnitXml.OadrItem value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "currencyPerKWh"), UnitXml.OadrItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "currencyPerThm",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.OadrItem> currencyPerThm(UnitXml.OadrItem value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "currencyPerThm"), UnitXml.OadrItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "customUnit",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.OadrItem> customUnit(UnitXml.OadrItem value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "customUnit"), UnitXml.OadrItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "pulseCount",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<UnitXml.OadrItem> pulseCount(UnitXml.OadrItem value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "pulseCount"), UnitXml.OadrItem.class, value);
    }

    @XmlElementDecl(
            namespace = Namespaces.OADR,
            name = "oadrGBDataDescription",
            substitutionHeadNamespace = Namespaces.EMIX,
            substitutionHeadName = "itemBase")
    JAXBElement<ReportXml.Anything> greenButton(ReportXml.Anything value) {
        return new JAXBElement<>(new QName(Namespaces.OADR, "oadrGBDataDescription"), ReportXml.Anything.class, value);
    }
}
