package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.cli.JarProcesses.Server;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The chat's page in a window, and what people do with it. */
final class ChatPage {
    /** Longer than the longest pause before a new attempt to connect. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ChromeDriver driver;

    private ChatPage(ChromeDriver driver) {
        this.driver = driver;
    }

    /** As by somebody who was never there. */
    static ChatPage open(BrowserWindow window, Server server) {
        ChromeDriver driver = window.driver();
        driver.get("about:blank"); // so that the page leaves, and what it keeps can be forgotten
        driver.get(address(server) + "config.json");
        driver.executeScript("localStorage.clear(); sessionStorage.clear()");
        driver.get(address(server));
        ChatPage page = new ChatPage(driver);
        page.awaitVisible("#join, #sealed");
        return page;
    }

    static String address(Server server) {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    ChatPage join(String name, String room) {
        fillIn(name, room);
        awaitVisible("#chat");
        return this;
    }

    void fillIn(String name, String room) {
        write("#name", name);
        write("#room", room);
        click("#enter");
    }

    private void write(String field, String text) {
        find(field).clear();
        find(field).sendKeys(text);
    }

    /** Types it and presses Enter. */
    void say(String text) {
        driver.executeScript("""
                const field = document.getElementById("text");
                field.value = arguments[0];
                field.dispatchEvent(new Event("input"));
                """, text); // keys cannot be sent for every character
        find("#text").sendKeys(Keys.ENTER);
    }

    void click(String selector) {
        find(selector).click();
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    boolean has(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    String text(String selector) {
        return find(selector).getText();
    }

    /** The text content of all that match, whether it is in sight or not. */
    List<String> texts(String selector) {
        Object found = driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(element => element.textContent)", selector);
        return ((Collection<?>) found).stream().map(String.class::cast).toList();
    }

    /** What was said, as far as it is known to be stored. */
    List<String> said() {
        return texts("#messages .body");
    }

    List<String> people() {
        return texts("#people-list .name");
    }

    void awaitVisible(String selector) {
        await().atMost(PATIENCE)
                .until(() ->
                        driver.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed));
    }

    void awaitHidden(String selector) {
        await().atMost(PATIENCE)
                .until(() ->
                        driver.findElements(By.cssSelector(selector)).stream().noneMatch(WebElement::isDisplayed));
    }

    void awaitSaid(String... texts) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(said()).contains(texts));
    }

    ChromeDriver driver() {
        return driver;
    }
}
