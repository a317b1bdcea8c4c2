package io.openvtn.vtnapi.wire;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;

/** eiTarget: whom an event or an opt is for. */
final class TargetXml {

    private TargetXml() {}

    @XmlType(
            namespace = Namespaces.EI,
            propOrder = {
                "aggregatedPnode",
                "endDeviceAsset",
                "meterAsset",
                "pnode",
                "serviceArea",
                "serviceDeliveryPoint",
                "serviceLocation",
                "transportInterface",
                "groupId",
                "groupName",
                "resourceId",
                "venId",
                "partyId"
            })
    static class Target {

        @XmlElement(namespace = Namespaces.POWER)
        List<Node> aggregatedPnode = new ArrayList<>();

        @XmlElement(namespace = Namespaces.POWER)
        List<Asset> endDeviceAsset = new ArrayList<>();

        @XmlElement(namespace = Namespaces.POWER)
        List<Asset> meterAsset = new ArrayList<>();

        @XmlElement(namespace = Namespaces.POWER)
        List<Node> pnode = new ArrayList<>();

        @XmlElement(namespace = Namespaces.EMIX)
        List<Area> serviceArea = new ArrayList<>();

        @XmlElement(namespace = Namespaces.POWER)
        List<Node> serviceDeliveryPoint = new ArrayList<>();

        @XmlElement(namespace = Namespaces.POWER)
        List<Area> serviceLocation = new ArrayList<>();

        @XmlElement(namespace = Namespaces.POWER)
        List<TransportInterface> transportInterface = new ArrayList<>();

        @XmlElement(name = "groupID")
        List<String> groupId = new ArrayList<>();

        List<String> groupName = new ArrayList<>();

        @XmlElement(name = "resourceID")
        List<String> resourceId = new ArrayList<>();

        @XmlElement(name = "venID")
        List<String> venId = new ArrayList<>();

        @XmlElement(name = "partyID")
        List<String> partyId = new ArrayList<>();

        /** The device classes that it names, if it is an oadrDeviceClass. */
        List<String> deviceClasses() {
            return endDeviceAsset.stream().map(asset -> asset.mrid).toList();
        }

        /** Whether it names anything that is neither a VEN, a group nor a resource. */
        boolean namesOthers() {
            return namesPlaces() || !endDeviceAsset.isEmpty();
        }

        /** Whether it is no oadrDeviceClass, which has endDeviceAsset alone. */
        boolean namesMoreThanDevices() {
            return namesPlaces() || !(groupId.isEmpty() && resourceId.isEmpty() && venId.isEmpty());
        }

        private boolean namesPlaces() {
            return !(aggregatedPnode.isEmpty()
                    && meterAsset.isEmpty()
                    && pnode.isEmpty()
                    && serviceArea.isEmpty()
                    && serviceDeliveryPoint.isEmpty()
                    && serviceLocation.isEmpty()
                    && transportInterface.isEmpty()
                    && groupName.isEmpty()
                    && partyId.isEmpty());
        }
    }

    @XmlType(namespace = Namespaces.POWER)
    static class Node {

        @XmlElement(required = true)
        String node;

        static Node of(String id) {
            var xml = new Node();
            xml.node = id;
            return xml;
        }
    }

    @XmlType(namespace = Namespaces.POWER)
    static class Asset {

        @XmlElement(required = true)
        String mrid;

        static Asset of(String id) {
            var xml = new Asset();
            xml.mrid = id;
            return xml;
        }
    }

    /** A polygon of the Geography Markup Language; taken note of, not read: {@link WithoutWildcards} has taken it out. */
    @XmlType(namespace = Namespaces.POWER)
    static class Area {}

    @XmlType(
            namespace = Namespaces.POWER,
            propOrder = {"pointOfReceipt", "pointOfDelivery"})
    static class TransportInterface {

        @XmlElement(required = true)
        String pointOfReceipt;

        @XmlElement(required = true)
        String pointOfDelivery;

        /** @param interfaceId {@code pointOfReceipt>pointOfDelivery} */
        static TransportInterface of(String interfaceId) {
            String[] points = interfaceId.split(">", 2);
            var xml = new TransportInterface();
            xml.pointOfReceipt = points[0];
            xml.pointOfDelivery = points[points.length - 1];
            return xml;
        }
    }
}
