/**
 * How wide a text will be, without a browser. The server draws charts in a DOM that measures every text as zero, and
 * labels must be placed before anything is drawn. The advance widths (thousandths of the font size) are those of
 * Source Sans 3 at weights 400 and 600, measured once in a browser; letters with a mark count as their base letter.
 */
const REGULAR: Readonly<Record<number, string>> = {
  200: ' ',
  241: '|',
  246: 'i',
  247: 'jı',
  249: "',.:;·‘’",
  255: 'l',
  263: 'I',
  271: '‹›',
  289: '!',
  292: 'f',
  298: 'ł',
  303: '()[]{}',
  311: '-',
  331: '°',
  338: 't',
  347: 'r',
  350: '/\\',
  418: '*',
  419: 's',
  425: '?z',
  426: '"“”„',
  429: '«»',
  446: 'x',
  456: 'c',
  467: 'vy',
  476: 'Y',
  479: 'J',
  480: '–',
  486: 'L',
  494: 'F',
  495: 'k',
  496: 'e',
  497: '0123456789#$+<=>^~×÷€−',
  500: '_Ł',
  504: 'ag',
  513: 'X',
  515: 'V',
  527: 'E',
  534: 'S',
  536: 'T',
  539: 'Z',
  542: '`oø',
  543: 'A',
  544: 'huð',
  547: 'n',
  549: '≈≥≤',
  553: 'b',
  555: 'dpqþ',
  562: 'đ',
  566: 'P',
  569: 'R',
  571: 'C',
  576: 'ß',
  579: 'K',
  583: 'Þ',
  588: 'B',
  609: '&',
  615: 'D',
  617: 'G',
  635: 'Đ',
  639: 'Ð',
  645: 'U',
  647: 'N',
  652: 'H',
  664: 'OQØ',
  719: 'w',
  727: 'M',
  778: 'æ',
  786: 'W',
  800: '—',
  822: 'Æ',
  824: '%',
  829: 'm',
  839: 'œ',
  847: '@Œ',
  948: '…',
  1000: '→',
};
const SEMIBOLD: Readonly<Record<number, string>> = {
  200: ' ',
  255: '|',
  262: 'iı',
  263: 'j',
  271: 'l',
  275: "',.:;·‘’",
  282: 'I‹›',
  315: '!',
  317: 'f',
  322: '-',
  324: '()[]{}',
  329: 'ł',
  344: '/\\',
  348: '°',
  361: 't',
  373: 'r',
  431: 's',
  438: '*',
  443: 'z',
  444: '?',
  455: '«»',
  462: 'c',
  480: '–',
  481: 'x',
  482: '"“”„',
  494: 'J',
  495: 'vy',
  500: '_',
  501: 'Y',
  502: 'L',
  507: 'e',
  510: 'F',
  513: '0123456789#$+<=>^~×÷€−',
  516: 'a',
  520: 'g',
  522: 'kŁ',
  536: 'V',
  538: 'E',
  540: 'Z',
  541: 'X',
  545: 'S',
  546: 'T',
  549: '`oø≈≥≤',
  552: 'ð',
  556: 'u',
  558: 'Ah',
  560: 'n',
  563: 'b',
  564: 'dpqþđ',
  576: 'C',
  582: 'P',
  592: 'R',
  597: 'BK',
  600: 'Þ',
  604: 'ß',
  625: 'D',
  628: 'G',
  639: '&',
  645: 'Đ',
  651: 'Ð',
  655: 'U',
  657: 'N',
  663: 'H',
  674: 'OQØ',
  745: 'M',
  748: 'w',
  780: 'æ',
  800: 'W—',
  830: 'œ',
  834: 'Æ',
  841: '%',
  843: 'm',
  859: 'Œ',
  875: '@',
  964: '…',
  1000: '→',
};

/** Source Serif 4 at weight 600, read from the font file that draws the headlines of pictures. */
const SERIF: Readonly<Record<number, string>> = {
  206: "'",
  228: ' ',
  236: '‘’',
  301: '|',
  307: ',.:;·',
  313: 'j',
  314: '!',
  327: '‹›',
  335: '-',
  336: 'iı',
  337: 'lł',
  344: '°',
  356: '[]',
  364: '/\\',
  365: '{}',
  368: 't',
  374: 'f',
  384: '()',
  387: 'I',
  394: 'J',
  400: '`',
  423: '"',
  430: '?',
  458: '*',
  459: '”„',
  460: '“',
  475: 'rs',
  497: 'z',
  527: 'c',
  528: '–_',
  538: '$€',
  540: 'e',
  544: '#',
  547: '0123456789',
  548: '+<=>^~×÷−≈≥≤',
  554: 'a',
  560: 'S',
  572: '«»',
  573: 'g',
  577: 'ð',
  581: 'v',
  585: 'x',
  590: 'oø',
  592: 'yZ',
  610: 'F',
  613: 'q',
  615: 'k',
  616: 'LŁ',
  622: 'þ',
  623: 'dđ',
  630: 'b',
  632: 'p',
  634: 'E',
  637: 'P',
  638: 'Þ',
  640: 'u',
  650: 'Th',
  652: 'n',
  656: 'ß',
  663: 'C',
  667: 'Y',
  668: 'B',
  678: 'X',
  680: '→',
  706: 'V',
  707: 'R',
  712: 'A',
  725: 'G',
  726: 'K',
  739: '&',
  742: 'OQØ',
  744: 'DĐÐ',
  757: 'UN',
  809: 'H',
  828: '—',
  831: 'æ',
  850: 'w',
  853: '…',
  867: '@',
  910: 'œ',
  930: 'M',
  943: 'Æ',
  949: '%',
  961: 'm',
  969: 'Œ',
  1020: 'W',
};

/** Weight of the sans face, or the face of headlines. */
export type TextWeight = 400 | 600 | 'serif';

/** Where the face is missing, a reader's own is up to this much wider; labels keep the room for it. */
const FALLBACK_MARGIN = 1.04;
/** For letters outside the table (other scripts): as wide as the widest common capital. */
const UNKNOWN_ADVANCE = 700;

function byCharacter(table: Readonly<Record<number, string>>): ReadonlyMap<string, number> {
  const advances = new Map<string, number>();
  for (const [advance, characters] of Object.entries(table)) {
    for (const character of characters) advances.set(character, Number(advance));
  }
  return advances;
}

const ADVANCES: Readonly<Record<TextWeight, ReadonlyMap<string, number>>> = {
  400: byCharacter(REGULAR),
  600: byCharacter(SEMIBOLD),
  serif: byCharacter(SERIF),
};

const SPACES = /[\u00a0\u2007\u2009\u202f]/g;
const MARKS = /\p{M}+/gu;

/** The width in CSS pixels of `text` at `size` pixels, a little generous. */
export function textWidth(text: string, size: number, weight: TextWeight = 400): number {
  const advances = ADVANCES[weight];
  let thousandths = 0;
  for (const character of text.replace(SPACES, ' ')) {
    const known = advances.get(character) ?? advances.get(character.normalize('NFD').replace(MARKS, ''));
    thousandths += known ?? UNKNOWN_ADVANCE;
  }
  return (thousandths / 1000) * size * FALLBACK_MARGIN;
}

/** The text cut with an ellipsis so that it is at most `room` pixels wide; whole when it fits. */
export function truncateText(text: string, room: number, size: number, weight: TextWeight = 400): string {
  if (textWidth(text, size, weight) <= room) return text;
  const characters = [...text];
  while (characters.length > 1) {
    characters.pop();
    const cut = `${characters.join('').trimEnd()}…`;
    if (textWidth(cut, size, weight) <= room) return cut;
  }
  return '…';
}

/**
 * The text in lines of at most `room` pixels, broken at spaces (not at no-break spaces). At most `maxLines`: the last
 * one is cut with an ellipsis. `firstIndent` is room already taken on the first line.
 */
export function wrapText(
  text: string,
  room: number,
  size: number,
  weight: TextWeight = 400,
  maxLines = 3,
  firstIndent = 0,
): string[] {
  const lines: string[] = [];
  let line = '';
  const roomNow = () => (lines.length === 0 ? room - firstIndent : room);
  const words = text.split(' ');
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (
      textWidth(longer, size, weight) <= roomNow() ||
      (line === '' && !(lines.length === 0 && firstIndent > 0))
    ) {
      line = longer;
      continue;
    }
    if (lines.length === maxLines - 1) {
      return [...lines, truncateText([line, ...words.slice(index)].join(' '), roomNow(), size, weight)];
    }
    lines.push(line);
    line = word;
  }
  return [...lines, truncateText(line, roomNow(), size, weight)];
}
