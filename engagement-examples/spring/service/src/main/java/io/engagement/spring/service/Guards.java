package io.engagement.spring.service;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What each request passes before anything looks at it: rate, key, path, size of its body. Health needs no key, and tells its details to
 * who has one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class Guards extends OncePerRequestFilter {
    static final String KEY_HEADER = "X-API-Key";

    private static final Set<String> OPEN =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    /** Of an address of version 6, half is the network's: who has one has all of it. */
    private static final int NETWORK_BYTES = 8;

    private final long start = System.nanoTime();
    private final ApiKeys keys;
    private final RateLimit limit;
    private final long mostBody;
    private final HandlerExceptionResolver problems;

    Guards(ServiceProperties properties, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.keys = ApiKeys.of(properties);
        this.limit = RateLimit.of(properties.rate(), properties.burst());
        this.mostBody = properties.mostBody().toBytes();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            requireRate(request);
            boolean isOpen = OPEN.contains(request.getRequestURI());
            if (!isOpen) {
                requireKey(request);
            }
            requirePlainPath(request);
            HttpServletRequest limited = limited(request);
            chain.doFilter(!isOpen || hasKey(request) ? new Known(limited) : limited, response);
        } catch (Refusal refusal) {
            problems.resolveException(request, response, null, refusal);
        }
    }

    private void requireRate(HttpServletRequest request) {
        long wait = limit.take(network(request.getRemoteAddr()), System.nanoTime() - start);
        if (wait > 0) {
            long seconds = Duration.ofNanos(wait).plusSeconds(1).minusNanos(1).toSeconds();
            throw Refusal.of(HttpStatus.TOO_MANY_REQUESTS, "too many requests: try again in " + seconds + " s")
                    .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
    }

    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // A literal: nobody is asked for it.
            return HexFormat.of()
                    .formatHex(Arrays.copyOf(InetAddress.getByName(address).getAddress(), NETWORK_BYTES));
        } catch (UnknownHostException other) {
            return address;
        }
    }

    private void requireKey(HttpServletRequest request) {
        String key = request.getHeader(KEY_HEADER);
        if (key == null) {
            throw unauthorized("the header " + KEY_HEADER + " must hold an API key, is missing");
        }
        if (!keys.take(key)) {
            throw unauthorized(
                    "the header " + KEY_HEADER + " must hold an API key of this service, holds another text");
        }
    }

    private boolean hasKey(HttpServletRequest request) {
        String key = request.getHeader(KEY_HEADER);
        return key != null && keys.take(key);
    }

    /** Spring cuts off what comes behind it: the rest may be the id of another customer. */
    private static void requirePlainPath(HttpServletRequest request) {
        if (request.getRequestURI().indexOf(';') >= 0) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "the path must not hold a plain ';', send it as %3B");
        }
    }

    private static Refusal unauthorized(String detail) {
        return Refusal.of(HttpStatus.UNAUTHORIZED, detail)
                .withProperty("field", KEY_HEADER)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "ApiKey header=\"" + KEY_HEADER + "\"");
    }

    private HttpServletRequest limited(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length > mostBody) {
            throw Refusal.tooLarge(mostBody);
        }
        return length >= 0 ? request : new Counted(request, mostBody);
    }

    /** Of somebody with a key: health tells them its details. */
    private static final class Known extends HttpServletRequestWrapper {
        Known(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> "key";
        }
    }

    /** A body that comes in chunks, of which nobody said how long it is. */
    private static final class Counted extends HttpServletRequestWrapper {
        private final long most;
        private Optional<ServletInputStream> body = Optional.empty();

        Counted(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body.isEmpty()) {
                body = Optional.of(new CountedStream(super.getInputStream(), most));
            }
            return body.get();
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class CountedStream extends ServletInputStream {
        private final ServletInputStream in;
        private final long most;
        private long read;

        CountedStream(ServletInputStream in, long most) {
            this.in = in;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = in.read(bytes, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int more) {
            read += more;
            if (read > most) {
                throw Refusal.tooLarge(most);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
