package io.engagement.crm;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Predicate;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database at whose statements of some kind something happens first. */
final class Interrupted implements DataSource {
    private final DataSource database;
    private final Predicate<String> at;
    private final Interruption interruption;

    /** What happens. */
    interface Interruption {
        void happen() throws SQLException;
    }

    Interrupted(DataSource database, Predicate<String> at, Interruption interruption) {
        this.database = database;
        this.at = at;
        this.interruption = interruption;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = database.getConnection();
        return proxy(Connection.class, (proxy, method, args) -> {
            boolean isStatement = method.getName().equals("prepareStatement");
            if (method.getName().equals("commit") && at.test("commit")) {
                interruption.happen();
            }
            Object result = invoke(() -> method.invoke(connection, args));
            return isStatement ? statement((PreparedStatement) result, String.valueOf(args[0])) : result;
        });
    }

    private PreparedStatement statement(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (proxy, method, args) -> {
            if (method.getName().startsWith("execute") && at.test(sql.strip())) {
                interruption.happen();
            }
            return invoke(() -> method.invoke(statement, args));
        });
    }

    private interface Call {
        Object call() throws ReflectiveOperationException;
    }

    private static Object invoke(Call call) throws Throwable {
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return database.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return database.isWrapperFor(type);
    }
}
