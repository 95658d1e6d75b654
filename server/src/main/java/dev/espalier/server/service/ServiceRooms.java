package dev.espalier.server.service;

import dev.espalier.data.DataSets;
import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.process.Limits;
import dev.espalier.server.search.Machine;
import dev.espalier.server.search.SearchEvents;
import dev.espalier.server.search.SearchRunner;
import jakarta.annotation.PreDestroy;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Everything that the resources are made of. The history is ours alone: Spring Boot opens no database by itself. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration"
        })
@ComponentScan("dev.espalier.server")
class ServiceRooms {
    private final Installation installation;

    ServiceRooms(Installation installation) {
        this.installation = installation;
    }

    @Bean
    DataFolder dataFolder() {
        return installation.folder();
    }

    @Bean(destroyMethod = "close")
    History history() {
        return installation.history();
    }

    @Bean
    DataSets dataSets() {
        return new DataSets(installation.folder().root());
    }

    @Bean
    Machine machine() {
        Limits limits = installation.limits();
        return new Machine(limits.memory(), limits.heap(), Runtime.getRuntime().availableProcessors());
    }

    /** @param history is closed after this is */
    @Bean(destroyMethod = "close")
    SearchRunner searchRunner(History history, SearchEvents events) {
        return installation.runner(events);
    }

    @PreDestroy
    void gone() {
        ServerFile.remove(installation.folder());
    }
}
