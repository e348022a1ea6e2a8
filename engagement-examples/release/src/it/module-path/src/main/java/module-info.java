/** Somebody else's module. */
module com.example.use {
    requires io.engagement;
    requires io.engagement.connect;
}
