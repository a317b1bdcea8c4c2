package io.openvtn.vtnapi.wire;

import io.openvtn.vtnapi.wire.CommonXml.EiResponse;
import io.openvtn.vtnapi.wire.CommonXml.Message;
import io.openvtn.vtnapi.wire.CommonXml.XcalDuration;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;

/** The messages of EiReport. */
final class ReportXml {

    private ReportXml() {}

    @XmlRootElement(name = "oadrRegisterReport")
    @XmlType(propOrder = {"requestId", "oadrReport", "venId", "reportRequestId"})
    static class RegisterReport extends Message {

        @XmlElement(name = "requestID", namespace = Namespaces.PYLD, required = true)
        String requestId;

        List<Report> oadrReport = new ArrayList<>();

        @XmlElement(name = "venID", namespace = Namespaces.EI)
        String venId;

        @XmlElement(name = "reportRequestID", namespace = Namespaces.EI)
        String reportRequestId;
    }

    @XmlType(
            propOrder = {
                "dtstart",
                "duration",
                "intervals",
                "eiReportId",
                "oadrReportDescription",
                "reportRequestId",
                "reportSpecifierId",
                "reportName",
                "createdDateTime"
            })
    static class Report {

        @XmlElement(namespace = Namespaces.XCAL)
        Anything dtstart;

        @XmlElement(namespace = Namespaces.XCAL)
        XcalDuration duration;

        @XmlElement(namespace = Namespaces.STRM)
        Anything intervals;

        @XmlElement(name = "eiReportID", namespace = Namespaces.EI)
        String eiReportId;

        List<ReportDescription> oadrReportDescription = new ArrayList<>();

        @XmlElement(name = "reportRequestID", namespace = Namespaces.EI, required = true)
        String reportRequestId;

        @XmlElement(name = "reportSpecifierID", namespace = Namespaces.EI, required = true)
        String reportSpecifierId;

        @XmlElement(namespace = Namespaces.EI)
        String reportName;

        @XmlElement(namespace = Namespaces.EI, required = true)
        String createdDateTime;
    }

    @XmlType(
            propOrder = {
                "rId",
                "reportSubject",
                "reportDataSource",
                "reportType",
                "itemBase",
                "readingType",
                "marketContext",
                "oadrSamplingRate"
            })
    static class ReportDescription {

        @XmlElement(name = "rID", namespace = Namespaces.EI, required = true)
        String rId;

        @XmlElement(namespace = Namespaces.EI)
        Anything reportSubject;

        @XmlElement(namespace = Namespaces.EI)
        Anything reportDataSource;

        @XmlElement(namespace = Namespaces.EI, required = true)
        String reportType;

        @XmlElementRef(name = "itemBase", namespace = Namespaces.EMIX, type = JAXBElement.class, required = false)
        JAXBElement<?> itemBase;

        @XmlElement(namespace = Namespaces.EI, required = true)
        String readingType;

        @XmlElement(namespace = Namespaces.EMIX)
        String marketContext;

        SamplingRate oadrSamplingRate;
    }

    @XmlType(propOrder = {"oadrMinPeriod", "oadrMaxPeriod", "oadrOnChange"})
    static class SamplingRate {

        @XmlElement(required = true)
        String oadrMinPeriod;

        @XmlElement(required = true)
        String oadrMaxPeriod;

        @XmlElement(required = true)
        Boolean oadrOnChange;
    }

    /** Content that this VTN carries no further; {@link WithoutWildcards} has taken it out. */
    static class Anything {}

    @XmlRootElement(name = "oadrRegisteredReport")
    @XmlType(propOrder = {"eiResponse", "venId"})
    static class RegisteredReport extends Message {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;

        @XmlElement(name = "venID", namespace = Namespaces.EI)
        String venId;
    }

    @XmlRootElement(name = "oadrUpdatedReport")
    @XmlType(propOrder = {"eiResponse", "venId"})
    static class UpdatedReport extends Message {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;

        @XmlElement(name = "venID", namespace = Namespaces.EI)
        String venId;
    }

    @XmlRootElement(name = "oadrCreatedReport")
    @XmlType(propOrder = {"eiResponse", "oadrPendingReports", "venId"})
    static class CreatedReport extends PendingReports {}

    @XmlRootElement(name = "oadrCanceledReport")
    @XmlType(propOrder = {"eiResponse", "oadrPendingReports", "venId"})
    static class CanceledReport extends PendingReports {}

    /** A reply that lists the VEN's running report requests. */
    @jakarta.xml.bind.annotation.XmlTransient
    abstract static class PendingReports extends Message {

        @XmlElement(namespace = Namespaces.EI, required = true)
        EiResponse eiResponse;

        @XmlElementWrapper(name = "oadrPendingReports", required = true)
        @XmlElement(name = "reportRequestID", namespace = Namespaces.EI)
        List<String> oadrPendingReports = new ArrayList<>();

        @XmlElement(name = "venID", namespace = Namespaces.EI)
        String venId;
    }
}
