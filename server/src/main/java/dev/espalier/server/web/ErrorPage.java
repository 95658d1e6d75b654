package dev.espalier.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Problems for what fails outside {@code DispatcherServlet}, such as in a filter. */
@RestController
final class ErrorPage implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<Object> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        int code = status instanceof Integer known ? known : 404;
        if (thrown instanceof Throwable unexpected && code >= 500) {
            return Problems.internal(unexpected).response();
        }
        return Problem.of(code, code == 404 ? "There is nothing at this address." : "The request cannot be served.")
                .response();
    }
}
