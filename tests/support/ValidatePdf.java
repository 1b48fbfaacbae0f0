import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks veraPDF about files. Each line on standard input is a level ("2b", "ua1"), a tab and a path; each answer is the
 * same line, a tab, "ok", "fails" or "error", and for each rule that is broken a tab, clause-test, how often, a message.
 *
 * <p>The profiles are read here, since the jar at hand lacks what veraPDF itself reads them with.
 */
public final class ValidatePdf {
    private static final int MOST_FAILURES = 100_000;
    private static final String FOLDER = "/org/verapdf/pdfa/validation/";

    private final Map<String, ValidationProfile> profiles = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidatePdf validator = new ValidatePdf();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split("\t", 2);
            System.out.println(line + "\t" + validator.answer(parts[0], parts[1]));
        }
    }

    private String answer(String level, String path) {
        PDFAFlavour flavour = PDFAFlavour.fromString(level);
        try (InputStream content = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(content, flavour)) {
            ValidationProfile profile = profile(level, flavour);
            ValidationResult result = Foundries.defaultInstance()
                    .createValidator(profile, MOST_FAILURES, false, false, false)
                    .validate(parser);
            return (result.isCompliant() ? "ok" : "fails") + failures(result);
        } catch (Throwable problem) {
            // Damage makes it run out of memory as well.
            return "error\t" + oneLine(problem.toString());
        }
    }

    private static String failures(ValidationResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> messages = new HashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                RuleId rule = assertion.getRuleId();
                String key = rule.getClause() + "-" + rule.getTestNumber();
                counts.merge(key, 1, Integer::sum);
                messages.putIfAbsent(key, oneLine(assertion.getMessage()));
            }
        }
        StringBuilder told = new StringBuilder();
        counts.forEach((key, count) -> told.append("\t" + key + "\t" + count + "\t" + messages.get(key)));
        return told.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private ValidationProfile profile(String level, PDFAFlavour flavour) throws Exception {
        ValidationProfile known = profiles.get(level);
        if (known == null) {
            known = readProfile(level, flavour);
            profiles.put(level, known);
        }
        return known;
    }

    private static ValidationProfile readProfile(String level, PDFAFlavour flavour) throws Exception {
        String name = level.startsWith("ua") ? "PDFUA-" + level.substring(2) : "PDFA-" + level.toUpperCase();
        Element root;
        try (InputStream source = PDFAFlavour.class.getResourceAsStream(FOLDER + name + ".xml")) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : below(root, "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : below(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                    variable.getAttribute("name"),
                    variable.getAttribute("object"),
                    text(variable, "defaultValue"),
                    text(variable, "value")));
        }
        return Profiles.profileFromValues(
                flavour, Profiles.profileDetailsFromValues(name, name, name, new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = below(rule, "id").get(0);
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : below(rule, "argument")) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
        }
        return Profiles.ruleFromValues(
                ruleId,
                rule.getAttribute("object"),
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), arguments),
                new ArrayList<>());
    }

    private static List<Element> below(Element holder, String name) {
        NodeList found = holder.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < found.getLength(); index++) {
            elements.add((Element) found.item(index));
        }
        return elements;
    }

    private static String text(Element holder, String name) {
        List<Element> found = below(holder, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
