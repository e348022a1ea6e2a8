package io.engagement.spring.service;

import io.engagement.spring.InvalidFieldException;
import io.engagement.spring.MalformedJsonException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Whatever goes wrong, as a problem of RFC 9457 that names field, value and what is allowed; never a stack trace. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ProblemDetail invalidField(InvalidFieldException fault) {
        return problem(
                HttpStatus.BAD_REQUEST,
                String.valueOf(fault.getMessage()),
                fault.field(),
                fault.value(),
                fault.allowed());
    }

    @ExceptionHandler
    ProblemDetail malformed(MalformedJsonException fault) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(fault.getMessage()));
    }

    /** The store's clock jumped, or a part of it is broken: nothing that the client could mend. */
    @ExceptionHandler
    ProblemDetail refusedByStore(IllegalStateException fault) {
        LOG.error("the store refuses", fault);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "the store takes and tells nothing at the moment; try again later");
    }

    @ExceptionHandler
    ProblemDetail unexpected(Exception fault) {
        String number = UUID.randomUUID().toString();
        LOG.error("unexpected, told as {}", number, fault);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "something went wrong here; the log tells more under " + number);
        problem.setProperty("log", number);
        return problem;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException fault,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String name = fault.getParameterName();
        return handleExceptionInternal(
                fault,
                problem(status, name + " must be given as a parameter, was missing", name, Optional.empty(), "a value"),
                headers,
                status,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                fault,
                ProblemDetail.forStatusAndDetail(status, "what is sent must be JSON, was nothing, or was cut off"),
                headers,
                status,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ofHeader(
                fault, HttpHeaders.CONTENT_TYPE, "be " + MediaType.APPLICATION_JSON_VALUE, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String must = "let " + MediaType.APPLICATION_JSON_VALUE + " through";
        return ofHeader(fault, HttpHeaders.ACCEPT, must, headers, status, request);
    }

    private @Nullable ResponseEntity<Object> ofHeader(
            Exception fault,
            String header,
            String must,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Optional<String> sent = Optional.ofNullable(request.getHeader(header)).map(Shown::text);
        String detail = header + " must " + must + ", was " + sent.orElse("missing");
        return handleExceptionInternal(
                fault,
                problem(status, detail, header, sent, MediaType.APPLICATION_JSON_VALUE),
                headers,
                status,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException fault,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String allowed = Optional.ofNullable(fault.getSupportedMethods())
                .map(methods -> String.join(", ", methods))
                .orElse("nothing");
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, Shown.text(fault.getMethod()) + " is not what this path takes, but " + allowed);
        problem.setProperty("allowed", allowed);
        return handleExceptionInternal(fault, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String path = Shown.text(fault.getRequestURL());
        return handleExceptionInternal(
                fault,
                ProblemDetail.forStatusAndDetail(
                        status, "there is nothing at " + path + ": /openapi tells what there is"),
                headers,
                status,
                request);
    }

    private static ProblemDetail problem(
            HttpStatusCode status, String detail, String field, Optional<String> value, String allowed) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("field", field);
        value.ifPresent(sent -> problem.setProperty("value", sent));
        problem.setProperty("allowed", allowed);
        return problem;
    }

    /** What goes wrong before Spring sees the request. */
    @Hidden
    @RestController
    static final class Outside implements ErrorController {
        @RequestMapping("/error")
        ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
            HttpStatus status = Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                    .filter(Integer.class::isInstance)
                    .map(code -> HttpStatus.resolve((Integer) code))
                    .orElse(HttpStatus.NOT_FOUND);
            String asked = attribute(request, RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
            String method = attribute(request, RequestDispatcher.ERROR_METHOD, request.getMethod());
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail(status, method, asked));
            problem.setInstance(instance(asked));
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }

        private static URI instance(String path) {
            try {
                return new URI(path);
            } catch (URISyntaxException none) {
                return URI.create("/");
            }
        }

        private static String attribute(HttpServletRequest request, String name, String otherwise) {
            return Optional.ofNullable(request.getAttribute(name))
                    .map(Object::toString)
                    .orElse(otherwise);
        }

        private static String detail(HttpStatus status, String method, String path) {
            return switch (status) {
                case NOT_FOUND -> "there is nothing at " + Shown.text(path) + ": /openapi tells what there is";
                case METHOD_NOT_ALLOWED -> Shown.text(method) + " is taken at no path";
                default -> "the server cannot answer this";
            };
        }
    }
}
