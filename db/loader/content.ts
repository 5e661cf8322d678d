import { basename } from 'node:path';
import { SERIES_IDS } from '../../lib/domain/codes';
import { checkDuplicates, checkMeasure, checkObservation, checkSources } from './cross-check';
import { FileFindings, type Finding } from './finding';
import { eventId, observationId } from './ids';
import {
  type Content,
  conscriptionEventId,
  emptyContent,
  seriesPointId,
  toClaim,
  toConscriptionEvent,
  toCountry,
  toEvents,
  toMeasure,
  toObservations,
  toSeriesPoint,
  toSeriesSource,
  toSource,
} from './normalise';
import { listDataFiles, readCsvFile, readJsonFile } from './read';
import { ReleaseHash } from './release';
import { CONSCRIPTION_COLUMNS, SERIES_FILES } from './series-files';
import {
  type ContextEventEntry,
  type CountryEntry,
  conscriptionRowShape,
  type EventEntry,
  seriesRowShape,
  seriesSourceShape,
  seriesSourcesFileShape,
} from './shapes';
import { type Located, shapeClaimsFile, shapeCountriesFile, shapeCountryFile, shaped } from './validate';

/** The data folder, read and checked. `release` is null when there is any mistake. */
export interface CheckedData {
  findings: Finding[];
  release: { id: string; content: Content } | null;
}

/** A mention of a measure, settled once every country file has been read. */
interface MeasureMention {
  findings: FileFindings;
  path: string;
  measureId: string;
  countryIso2: string | null;
}

/**
 * Reads and checks a whole data folder: every mistake and warning of every file, and the content when there is no
 * mistake. Throws only when the folder or a file in it cannot be read at all.
 */
export function readData(folder: string): CheckedData {
  const reading = new DataReading(folder);
  return reading.run();
}

const eventIds = (events: readonly Located<EventEntry | ContextEventEntry>[]) =>
  events.map(({ entry }) => eventId(entry));

class DataReading {
  private readonly findings: Finding[] = [];
  private readonly hash = new ReleaseHash();
  private readonly content = emptyContent();
  private readonly mentions: MeasureMention[] = [];
  /** Every measure id written anywhere, with the country whose file has it. */
  private readonly measureCountries = new Map<string, string>();
  /** Countries whose file is no JSON: what refers to their measures cannot be settled. */
  private readonly unreadableCountries = new Set<string>();
  private countryFiles: string[] = [];
  /** Codes that countries.json lists, misshapen entries included; null when it cannot be read. */
  private writtenCountries: ReadonlySet<string> | null = null;
  private listedCountries = new Map<string, Located<CountryEntry>>();

  constructor(private readonly folder: string) {}

  run(): CheckedData {
    const { countryFiles, missing, unexpected } = listDataFiles(this.folder);
    this.countryFiles = countryFiles;
    for (const file of missing) this.in(file).mistake('the file', undefined, 'this file in the data folder');
    for (const file of unexpected) {
      this.in(file).mistake(
        'the file',
        basename(file),
        'countries/XX.json, series/<series>.csv and the named files',
      );
    }
    const present = (file: string) => !missing.includes(file);
    if (present('countries.json')) this.readCountries();
    for (const file of countryFiles) this.readCountryFile(file);
    if (present('claims.json')) this.readClaims();
    this.settleMentions();
    if (present('series/sources.json')) {
      const sourceIds = this.readSeriesSources();
      const cited = new Set<string>();
      for (const id of SERIES_IDS) if (present(`series/${id}.csv`)) this.readSeries(id, sourceIds, cited);
      if (present('series/conscription_events.csv')) this.readConscriptionEvents(sourceIds, cited);
      this.checkSeriesSourcesUsed(sourceIds, cited);
    }
    const failed = this.findings.some((finding) => finding.level === 'mistake');
    return {
      findings: this.findings,
      release: failed ? null : { id: this.hash.id(), content: this.content },
    };
  }

  private in(file: string): FileFindings {
    return new FileFindings(file, this.findings);
  }

  private countryHasFile(iso2: string): boolean {
    return this.countryFiles.includes(`countries/${iso2}.json`);
  }

  private readJson(findings: FileFindings): unknown {
    const raw = readJsonFile(this.folder, findings);
    if (raw !== undefined) this.hash.add(findings.file, raw);
    return raw;
  }

  private checkCountryHasFile(iso2: string, path: string, findings: FileFindings): void {
    if (!this.countryHasFile(iso2)) {
      findings.mistake(path, iso2, `a country with a file; there is no countries/${iso2}.json`);
    }
  }

  private readCountries(): void {
    const findings = this.in('countries.json');
    const raw = this.readJson(findings);
    if (raw === undefined) return;
    const shape = shapeCountriesFile(raw, findings);
    this.writtenCountries = shape.writtenCodes;
    checkSources(shape, findings);
    for (const field of ['iso2', 'iso3', 'name'] as const) {
      const first = new Map<string, string>();
      for (const { path, entry } of shape.countries) {
        const earlier = first.get(entry[field]);
        if (earlier === undefined) first.set(entry[field], path);
        else
          findings.mistake(
            `${path}.${field}`,
            entry[field],
            `each country once: ${earlier} has this ${field}`,
          );
      }
    }
    for (const located of shape.countries) {
      const { path, entry } = located;
      this.checkCountryHasFile(entry.iso2, `${path}.iso2`, findings);
      entry.memberships.forEach((membership, index) => {
        const at = `${path}.memberships[${index}]`;
        const { organisation, since } = membership;
        const earlier = entry.memberships.findIndex(
          (m) => m.organisation === organisation && m.since === since,
        );
        if (earlier !== index) {
          findings.mistake(at, { organisation, since }, `once: ${path}.memberships[${earlier}] is the same`);
        }
        if (membership.until !== null && membership.until < membership.since) {
          findings.mistake(at, { since: membership.since, until: membership.until }, 'since ≤ until');
        }
      });
      if (!this.listedCountries.has(entry.iso2)) this.listedCountries.set(entry.iso2, located);
    }
    this.content.sources.push(...shape.sources.map(({ entry }) => toSource('countries', entry)));
  }

  private readCountryFile(file: string): void {
    const findings = this.in(file);
    const iso2 = basename(file, '.json');
    const scope = iso2.toLowerCase();
    const raw = this.readJson(findings);
    if (raw === undefined) {
      this.unreadableCountries.add(iso2);
      return;
    }
    const shape = shapeCountryFile(raw, findings);
    checkSources(shape, findings);
    for (const named of shape.namedMeasures) this.mention(findings, named.path, named.measureId, null);
    const listed = this.listedCountries.get(iso2);
    if (this.writtenCountries && !this.writtenCountries.has(iso2)) {
      findings.mistake('the file', iso2, 'a country that countries.json lists');
    }
    if (shape.entry) {
      if (shape.entry.country !== iso2) {
        findings.mistake('country', shape.entry.country, `${iso2}, as the file's name says`);
      }
      if (listed) this.content.countries.push(toCountry(listed.entry, shape.entry));
    }
    checkDuplicates(shape.events, eventIds(shape.events), findings);
    for (const { path, entry } of shape.events) {
      if (entry.country !== iso2)
        findings.mistake(`${path}.country`, entry.country, `${iso2}, as the file's name says`);
    }
    for (const measure of shape.measures) {
      if (measure.writtenId !== null) this.claimMeasureId(measure.writtenId, iso2, measure.path, findings);
      const measureId = measure.writtenId ?? measure.path;
      const ids = measure.observations.map((observation) => observationId(measureId, observation.entry));
      checkDuplicates(
        measure.observations,
        ids,
        findings,
        (path) => `${path} is about the same thing and stated the same day: give each a "key" of its own`,
      );
      for (const observation of measure.observations) {
        checkObservation(observation, findings);
      }
      const { entry } = measure;
      if (!entry) continue;
      if (entry.country !== iso2) {
        findings.mistake(`${measure.path}.country`, entry.country, `${iso2}, as the file's name says`);
      }
      checkMeasure({ path: measure.path, entry }, findings);
      this.content.measures.push(toMeasure(entry));
      const entries = measure.observations.map((observation) => observation.entry);
      for (const observation of toObservations(entry, entries, ids))
        this.content.observations.push(observation);
    }
    this.content.sources.push(...shape.sources.map(({ entry }) => toSource(scope, entry)));
    this.content.events.push(
      ...toEvents(
        scope,
        shape.events.map(({ entry }) => entry),
      ),
    );
  }

  private claimMeasureId(id: string, iso2: string, path: string, findings: FileFindings): void {
    const prefix = `${iso2.toLowerCase()}-`;
    if (!id.startsWith(prefix)) findings.mistake(`${path}.id`, id, `an id that starts with ${prefix}`);
    const other = this.measureCountries.get(id);
    if (other !== undefined) {
      findings.mistake(
        `${path}.id`,
        id,
        `an id of its own: a measure in countries/${other}.json has this one`,
      );
    } else {
      this.measureCountries.set(id, iso2);
    }
  }

  private mention(findings: FileFindings, path: string, measureId: string, countryIso2: string | null): void {
    this.mentions.push({ findings, path, measureId, countryIso2 });
  }

  private settleMentions(): void {
    for (const { findings, path, measureId, countryIso2 } of this.mentions) {
      const of = this.measureCountries.get(measureId);
      if (of === undefined && this.unreadableCountries.has(measureId.slice(0, 2).toUpperCase())) continue;
      if (of === undefined) {
        findings.mistake(path, measureId, 'the id of a measure in a country file, or null');
      } else if (countryIso2 !== null && of !== countryIso2) {
        findings.mistake(
          path,
          measureId,
          `a measure of the same country; this one is of ${of}, not ${countryIso2}`,
        );
      }
    }
  }

  private readClaims(): void {
    const findings = this.in('claims.json');
    const raw = this.readJson(findings);
    if (raw === undefined) return;
    const shape = shapeClaimsFile(raw, findings);
    checkSources(shape, findings);
    for (const { path, measureId, countryIso2 } of shape.namedMeasures) {
      this.mention(findings, path, measureId, countryIso2);
    }
    const first = new Map<string, string>();
    for (const { path, entry } of shape.claims) {
      const earlier = first.get(entry.id);
      if (earlier === undefined) first.set(entry.id, path);
      else findings.mistake(`${path}.id`, entry.id, `an id of its own: ${earlier} has this one`);
    }
    checkDuplicates(shape.contextEvents, eventIds(shape.contextEvents), findings);
    for (const { path, entry } of [...shape.claims, ...shape.contextEvents]) {
      if (entry.country !== null) this.checkCountryHasFile(entry.country, `${path}.country`, findings);
    }
    this.content.sources.push(...shape.sources.map(({ entry }) => toSource('claims', entry)));
    this.content.claims.push(...shape.claims.map(({ entry }) => toClaim(entry)));
    this.content.events.push(
      ...toEvents(
        'claims',
        shape.contextEvents.map(({ entry }) => entry),
      ),
    );
  }

  private readSeriesSources(): Map<string, string> {
    const findings = this.in('series/sources.json');
    const raw = this.readJson(findings);
    const paths = new Map<string, string>();
    const list = raw === undefined ? undefined : shaped(seriesSourcesFileShape, raw, '', findings);
    list?.forEach((each, index) => {
      const path = `[${index}]`;
      const entry = shaped(seriesSourceShape, each, path, findings);
      if (!entry) return;
      const earlier = paths.get(entry.id);
      if (earlier === undefined) paths.set(entry.id, path);
      else findings.mistake(`${path}.id`, entry.id, `an id of its own: ${earlier} has this one`);
      this.content.seriesSources.push(toSeriesSource(entry));
    });
    return paths;
  }

  private checkSeriesSourcesUsed(paths: ReadonlyMap<string, string>, cited: ReadonlySet<string>): void {
    const findings = this.in('series/sources.json');
    for (const [id, path] of paths) {
      if (!cited.has(id))
        findings.mistake(`${path}.id`, id, 'a source that a series cites; cite it or take it out');
    }
  }

  private readSeries(
    seriesId: (typeof SERIES_IDS)[number],
    sources: ReadonlyMap<string, string>,
    cited: Set<string>,
  ): void {
    const findings = this.in(`series/${seriesId}.csv`);
    const records = readCsvFile(this.folder, SERIES_FILES[seriesId].columns, findings);
    if (!records) return;
    this.hash.add(
      findings.file,
      records.map(({ cells }) => cells),
    );
    const firstLines = new Map<string, number>();
    for (const { line, cells } of records) {
      if (cells.source_id !== undefined) cited.add(cells.source_id);
      const row = shaped(seriesRowShape, cells, `line ${line}`, findings);
      if (!row) continue;
      const id = seriesPointId(seriesId, row);
      const earlier = firstLines.get(id);
      if (earlier === undefined) firstLines.set(id, line);
      else
        findings.mistake(
          `line ${line}`,
          id,
          `one row for each country or currency and year: line ${earlier} is the same`,
        );
      if (row.low !== undefined && row.high !== undefined && row.low > row.high) {
        findings.mistake(`line ${line}`, { low: row.low, high: row.high }, 'low ≤ high');
      }
      this.checkSeriesCell(line, row, sources, findings);
      this.content.seriesPoints.push(toSeriesPoint(seriesId, row));
    }
  }

  private checkSeriesCell(
    line: number,
    row: { country_iso2?: string; source_id: string },
    sources: ReadonlyMap<string, string>,
    findings: FileFindings,
  ): void {
    if (row.country_iso2 !== undefined) {
      this.checkCountryHasFile(row.country_iso2, `line ${line}.country_iso2`, findings);
    }
    if (!sources.has(row.source_id)) {
      findings.mistake(`line ${line}.source_id`, row.source_id, 'the id of a source in series/sources.json');
    }
  }

  private readConscriptionEvents(sources: ReadonlyMap<string, string>, cited: Set<string>): void {
    const findings = this.in('series/conscription_events.csv');
    const records = readCsvFile(this.folder, CONSCRIPTION_COLUMNS, findings);
    if (!records) return;
    this.hash.add(
      findings.file,
      records.map(({ cells }) => cells),
    );
    const firstLines = new Map<string, number>();
    for (const { line, cells } of records) {
      if (cells.source_id !== undefined) cited.add(cells.source_id);
      const row = shaped(conscriptionRowShape, cells, `line ${line}`, findings);
      if (!row) continue;
      const id = conscriptionEventId(row);
      const earlier = firstLines.get(id);
      if (earlier === undefined) firstLines.set(id, line);
      else
        findings.mistake(
          `line ${line}`,
          id,
          `one row for each country, year and event: line ${earlier} is the same`,
        );
      this.checkSeriesCell(line, row, sources, findings);
      this.content.conscriptionEvents.push(toConscriptionEvent(row));
    }
  }
}
