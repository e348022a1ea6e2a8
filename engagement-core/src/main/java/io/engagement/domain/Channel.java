package io.engagement.domain;

/**
 * The medium through which an interaction happened. Channels are open: the constants are the usual ones, {@link #of}
 * makes any other.
 *
 * @param name the channel's name in lower case, not blank, for example {@code email}
 */
public record Channel(String name) implements Comparable<Channel> {
    /** Electronic mail. */
    public static final Channel EMAIL = new Channel("email");
    /** Telephone. */
    public static final Channel PHONE = new Channel("phone");
    /** Text message. */
    public static final Channel SMS = new Channel("sms");
    /** Chat or messenger. */
    public static final Channel CHAT = new Channel("chat");
    /** The company's web site. */
    public static final Channel WEB = new Channel("web");
    /** The company's app. */
    public static final Channel APP = new Channel("app");
    /** A social network. */
    public static final Channel SOCIAL = new Channel("social");
    /** Paper mail. */
    public static final Channel POST = new Channel("post");
    /** A shop, branch or fair: face to face. */
    public static final Channel STORE = new Channel("store");
    /** Not recorded. */
    public static final Channel UNKNOWN = new Channel("unknown");

    /**
     * A channel by its name.
     *
     * @param name the channel's name in lower case, not blank, for example {@code email}
     * @throws IllegalArgumentException if the name is blank
     */
    public Channel {
        name = Names.lower("channel", name);
    }

    /**
     * The channel of that name; case and surrounding blanks do not matter.
     *
     * @param name the name, not blank
     * @return the channel
     * @throws IllegalArgumentException if the name is blank
     */
    public static Channel of(String name) {
        return new Channel(name);
    }

    @Override
    public int compareTo(Channel other) {
        return name.compareTo(other.name);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
