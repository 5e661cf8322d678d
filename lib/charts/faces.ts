import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const face = (family: string, file: string) =>
  join(dirname(require.resolve(`@expo-google-fonts/${family}/package.json`)), file);

/** The faces of the pages as font files. None of the machine's is used: a picture looks the same wherever it is drawn. */
export const FACES = {
  sans: face('source-sans-3', '400Regular/SourceSans3_400Regular.ttf'),
  strong: face('source-sans-3', '600SemiBold/SourceSans3_600SemiBold.ttf'),
  serif: face('source-serif-4', '600SemiBold/SourceSerif4_600SemiBold.ttf'),
} as const;
