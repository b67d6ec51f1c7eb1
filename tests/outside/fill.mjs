// Reads the fields of each PDF with PDF.js: each has a kind, a label and nothing filled in; exits 1 where one has not.
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

let faults = 0, fields = 0;
for (const path of process.argv.slice(2)) {
  const document = await getDocument({ url: path, verbosity: 0 }).promise;
  for (let at = 1; at <= document.numPages; at++) {
    const page = await document.getPage(at);
    for (const it of await page.getAnnotations()) {
      if (it.subtype !== "Widget") continue;
      fields += 1;
      const known = it.fieldType === "Tx" || it.fieldType === "Sig" || (it.fieldType === "Btn" && it.radioButton && it.buttonValue !== "");
      const empty = it.fieldValue === null || it.fieldValue === "" || it.fieldValue === "Off";
      if (known && empty && it.alternativeText) continue;
      faults += 1;
      console.log(`${path}: ${it.fieldName}: ${it.fieldType}, “${it.alternativeText}”, ${JSON.stringify(it.fieldValue)}`);
    }
  }
}
console.log(`${process.argv.length - 2} files read, ${fields} fields`);
process.exit(faults || !fields ? 1 : 0);
