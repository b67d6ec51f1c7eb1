import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds each PDF to PDF/UA-1 and PDF/A-2a; tells every broken clause and exits 1 where there is one. */
public class PdfCheck {
    private static final PDFAFlavour[] STANDARDS = {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A};

    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int passed = 0;
        int failed = 0;
        for (String path : paths) {
            for (PDFAFlavour standard : STANDARDS) {
                if (holds(new File(path), standard)) {
                    passed++;
                } else {
                    failed++;
                }
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 && passed > 0 ? 0 : 1);
    }

    private static boolean holds(File file, PDFAFlavour standard) throws Exception {
        try (var parser = Foundries.defaultInstance().createParser(file, standard)) {
            ValidationResult result = Foundries.defaultInstance().createValidator(standard, false).validate(parser);
            for (TestAssertion broken : result.getTestAssertions()) {
                System.out.println(file.getName() + ": " + standard.getId() + " " + broken.getRuleId().getClause() + ": " + broken.getMessage());
            }
            return result.isCompliant();
        }
    }
}
