package dev.espalier.server.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.MapperFeature;

/** Settings of Tomcat, Spring MVC and Jackson that have no property. */
@Configuration(proxyBeanMethods = false)
class WebSettings implements WebMvcConfigurer {
    /** Fields stand in the order in which records declare them. */
    @Bean
    JsonMapperBuilderCustomizer fieldOrder() {
        return builder -> builder.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    /** Every screen of the page has its own address; the page itself finds out which. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        for (String screen :
                new String[] {"searches", "new", "architectures", "models", "datasets", "compare", "leagues", "ranks"
                }) {
            registry.addViewController("/" + screen).setViewName("forward:/index.html");
            registry.addViewController("/" + screen + "/**").setViewName("forward:/index.html");
        }
    }
}
