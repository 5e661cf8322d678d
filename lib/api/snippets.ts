import 'server-only';
import { uri } from '@/lib/domain/uri';

/** The languages in which a call is shown, by their own names. */
export const CODE_LANGUAGES = ['curl', 'R', 'Python', 'JavaScript'] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

export interface CodeExample {
  language: CodeLanguage;
  /** Runs as it stands: R needs the packages jsonlite and vctrs (for rows of several pages), the others nothing. */
  code: string;
}

/** Reads every page of a list. Stops with the API's own words when it refuses. */
function listCode(language: CodeLanguage, address: string): string[] {
  switch (language) {
    case 'curl':
      return [`curl --fail-with-body --compressed '${address}'`];
    case 'R':
      return [
        'library(jsonlite)',
        '',
        `address <- "${address}"`,
        'pages <- list()',
        'while (!is.null(address)) {',
        '  page <- fromJSON(address, flatten = TRUE)',
        '  pages <- c(pages, list(as.data.frame(page$data)))',
        '  address <- page$links[["next"]]',
        '}',
        'data <- rbind_pages(pages)',
        'print(nrow(data))',
      ];
    case 'Python':
      return [
        'import json',
        'from urllib.request import urlopen',
        '',
        `address = "${address}"`,
        'data = []',
        'while address:',
        '    with urlopen(address) as answer:',
        '        page = json.load(answer)',
        '    data += page["data"]',
        '    address = page["links"]["next"]',
        'print(len(data))',
      ];
    case 'JavaScript':
      return [
        `let address = '${address}';`,
        'const data = [];',
        'while (address) {',
        '  const answer = await fetch(address);',
        '  if (!answer.ok) throw new Error((await answer.json()).detail);',
        '  const page = await answer.json();',
        '  data.push(...page.data);',
        '  address = page.links.next;',
        '}',
        'console.log(data.length);',
      ];
  }
}

/** Reads one entry. */
function entryCode(language: CodeLanguage, address: string): string[] {
  switch (language) {
    case 'curl':
      return [`curl --fail-with-body --compressed '${address}'`];
    case 'R':
      return ['library(jsonlite)', '', `entry <- fromJSON("${address}")$data`, 'str(entry)'];
    case 'Python':
      return [
        'import json',
        'from urllib.request import urlopen',
        '',
        `with urlopen("${address}") as answer:`,
        '    entry = json.load(answer)["data"]',
        'print(entry)',
      ];
    case 'JavaScript':
      return [
        `const answer = await fetch('${address}');`,
        'if (!answer.ok) throw new Error((await answer.json()).detail);',
        'const { data } = await answer.json();',
        'console.log(data);',
      ];
  }
}

/**
 * Code that reads an address of the API (absolute) in every language: all pages of a list, or one entry. The address is
 * written so that no sign of it can end the quotes around it.
 */
export function codeExamples(address: string, kind: 'list' | 'entry'): CodeExample[] {
  const safe = uri(address);
  return CODE_LANGUAGES.map((language) => ({
    language,
    code: (kind === 'list' ? listCode(language, safe) : entryCode(language, safe)).join('\n'),
  }));
}
