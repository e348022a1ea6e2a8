/** A company's own statistic, model and scorer. */
module com.example.crm {
    requires io.engagement;

    exports com.example.crm;
}
