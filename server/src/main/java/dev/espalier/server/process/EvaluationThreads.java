package dev.espalier.server.process;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that evaluate; one alone while there are suspects, so that a death names the guilty trial. */
final class EvaluationThreads implements Executor, AutoCloseable {
    private final int threads;
    private final Set<Integer> suspects;
    private final ThreadPoolExecutor pool;

    EvaluationThreads(int threads, Collection<Integer> suspects) {
        this.threads = threads;
        this.suspects = new HashSet<>(suspects);
        int first = suspects.isEmpty() ? threads : 1;
        this.pool = new ThreadPoolExecutor(first, first, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "evaluation");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable evaluation) {
        pool.execute(evaluation);
    }

    /** A suspect that is finished is cleared; the last one frees the other threads. */
    void finished(int number) {
        if (suspects.remove(number) && suspects.isEmpty()) {
            pool.setMaximumPoolSize(threads);
            pool.setCorePoolSize(threads);
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
