/** A company's own statistic, model and scorers. */
module com.example.crm {
    requires io.engagement;
    requires org.tribuo.classification.core;
    requires org.tribuo.classification.sgd;
    requires org.tribuo.core;
    requires org.tribuo.math;

    exports com.example.crm;
}
