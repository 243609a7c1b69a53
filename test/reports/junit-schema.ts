import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

const schema = readFileSync(new URL('../fixtures/junit.xsd', import.meta.url), 'utf8');

/** What libxml2 has against documents: that one is not well-formed, or not as Jenkins' schema has it. */
export async function schemaErrors(...documents: readonly string[]): Promise<string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: { fileName: 'junit.xsd', contents: schema },
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
