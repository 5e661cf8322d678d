CREATE TABLE `changes` (
	`load_number` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`measure_id` text,
	`country_iso2` text,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`field` text,
	`before` text,
	`after` text,
	PRIMARY KEY(`load_number`, `ordinal`),
	FOREIGN KEY (`load_number`) REFERENCES `releases`(`load_number`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "changes_entity" CHECK("changes"."entity" in ('country', 'measure', 'observation', 'source', 'event', 'claim', 'series_source', 'series_point', 'conscription_event')),
	CONSTRAINT "changes_kind" CHECK("changes"."kind" in ('added', 'removed', 'changed')),
	CONSTRAINT "changes_field" CHECK(("changes"."kind" = 'changed') = ("changes"."field" is not null))
);
--> statement-breakpoint
CREATE INDEX `changes_measure` ON `changes` (`measure_id`);--> statement-breakpoint
CREATE INDEX `changes_country` ON `changes` (`country_iso2`);--> statement-breakpoint
CREATE INDEX `changes_entity` ON `changes` (`entity`,`entity_id`);--> statement-breakpoint
CREATE TABLE `claim_sources` (
	`claim_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`source_id` text NOT NULL,
	PRIMARY KEY(`claim_id`, `ordinal`),
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `claim_sources_source` ON `claim_sources` (`source_id`);--> statement-breakpoint
CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`ordinal` integer NOT NULL,
	`statement` text NOT NULL,
	`attributed_to` text NOT NULL,
	`country_iso2` text,
	`measure_id` text,
	`verdict` text NOT NULL,
	`explanation` text NOT NULL,
	`later_developments` text,
	FOREIGN KEY (`country_iso2`) REFERENCES `countries`(`iso2`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "claims_verdict" CHECK("claims"."verdict" in ('confirmed', 'partly_confirmed', 'disputed', 'not_supported', 'outdated', 'unverifiable'))
);
--> statement-breakpoint
CREATE INDEX `claims_ordinal` ON `claims` (`ordinal`);--> statement-breakpoint
CREATE INDEX `claims_country` ON `claims` (`country_iso2`);--> statement-breakpoint
CREATE INDEX `claims_measure` ON `claims` (`measure_id`);--> statement-breakpoint
CREATE INDEX `claims_verdict` ON `claims` (`verdict`);--> statement-breakpoint
CREATE TABLE `conscription_events` (
	`id` text PRIMARY KEY NOT NULL,
	`country_iso2` text NOT NULL,
	`year` integer NOT NULL,
	`event` text NOT NULL,
	`detail` text NOT NULL,
	`doubt` text,
	`source_id` text NOT NULL,
	FOREIGN KEY (`country_iso2`) REFERENCES `countries`(`iso2`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `series_sources`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "conscription_events_event" CHECK("conscription_events"."event" in ('introduced', 'registration introduced', 'extended', 'extended to women', 'reduced', 'changed', 'retained', 'suspended', 'abolished', 'planned abolition', 'reinstated', 'planned reinstatement'))
);
--> statement-breakpoint
CREATE INDEX `conscription_events_country` ON `conscription_events` (`country_iso2`,`year`);--> statement-breakpoint
CREATE INDEX `conscription_events_source` ON `conscription_events` (`source_id`);--> statement-breakpoint
CREATE TABLE `countries` (
	`iso2` text PRIMARY KEY NOT NULL,
	`iso3` text NOT NULL,
	`name` text NOT NULL,
	`region` text NOT NULL,
	`service_model` text NOT NULL,
	`model_note` text,
	CONSTRAINT "countries_region" CHECK("countries"."region" in ('nordic', 'baltic', 'western_europe', 'central_europe', 'southern_europe', 'south_eastern_europe', 'eastern_europe', 'south_caucasus', 'central_asia', 'middle_east', 'east_and_south_east_asia', 'north_america')),
	CONSTRAINT "countries_service_model" CHECK("countries"."service_model" in ('universal_conscription', 'selective_conscription', 'voluntary_service', 'professional_only', 'no_armed_forces')),
	CONSTRAINT "countries_iso2" CHECK("countries"."iso2" glob '[A-Z][A-Z]'),
	CONSTRAINT "countries_iso3" CHECK("countries"."iso3" glob '[A-Z][A-Z][A-Z]')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `countries_iso3_unique` ON `countries` (`iso3`);--> statement-breakpoint
CREATE UNIQUE INDEX `countries_name_unique` ON `countries` (`name`);--> statement-breakpoint
CREATE INDEX `countries_region` ON `countries` (`region`);--> statement-breakpoint
CREATE INDEX `countries_service_model` ON `countries` (`service_model`);--> statement-breakpoint
CREATE TABLE `country_model_sources` (
	`country_iso2` text NOT NULL,
	`ordinal` integer NOT NULL,
	`source_id` text NOT NULL,
	PRIMARY KEY(`country_iso2`, `ordinal`),
	FOREIGN KEY (`country_iso2`) REFERENCES `countries`(`iso2`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `country_model_sources_source` ON `country_model_sources` (`source_id`);--> statement-breakpoint
CREATE TABLE `event_sources` (
	`event_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`source_id` text NOT NULL,
	PRIMARY KEY(`event_id`, `ordinal`),
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `event_sources_source` ON `event_sources` (`source_id`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`date` text NOT NULL,
	`country_iso2` text,
	`measure_id` text,
	`type` text NOT NULL,
	`theme` text,
	`title` text NOT NULL,
	FOREIGN KEY (`country_iso2`) REFERENCES `countries`(`iso2`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "events_type" CHECK("events"."type" in ('announcement', 'decision', 'law', 'entry_into_force', 'first_intake', 'target_change', 'abolition', 'suspension', 'reinstatement', 'referendum', 'court', 'poll', 'other')),
	CONSTRAINT "events_theme" CHECK("events"."theme" in ('summit', 'negotiation', 'battlefield', 'policy', 'spending')),
	CONSTRAINT "events_date" CHECK("events"."date" glob '[0-9][0-9][0-9][0-9]' or "events"."date" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or "events"."date" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `events_date` ON `events` (`date`);--> statement-breakpoint
CREATE INDEX `events_country` ON `events` (`country_iso2`,`date`);--> statement-breakpoint
CREATE INDEX `events_measure` ON `events` (`measure_id`,`date`);--> statement-breakpoint
CREATE INDEX `events_type` ON `events` (`type`);--> statement-breakpoint
CREATE INDEX `events_theme` ON `events` (`theme`,`date`);--> statement-breakpoint
CREATE TABLE `measure_sources` (
	`measure_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`source_id` text NOT NULL,
	PRIMARY KEY(`measure_id`, `ordinal`),
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `measure_sources_source` ON `measure_sources` (`source_id`);--> statement-breakpoint
CREATE TABLE `measures` (
	`id` text PRIMARY KEY NOT NULL,
	`country_iso2` text NOT NULL,
	`name` text NOT NULL,
	`native_name` text,
	`headline` integer NOT NULL,
	`type` text NOT NULL,
	`obligation` text NOT NULL,
	`status` text NOT NULL,
	`status_as_of` text,
	`announced_on` text,
	`legislated_on` text,
	`starts_on` text,
	`ended_on` text,
	`sex` text,
	`age_min` integer,
	`age_max` integer,
	`eligibility_note` text,
	`duration_min` real,
	`duration_max` real,
	`duration_unit` text,
	`duration_note` text,
	`pay_amount` real,
	`pay_currency` text,
	`pay_per` text,
	`pay_tax` text,
	`pay_qualifier` text,
	`pay_note` text,
	`summary` text NOT NULL,
	FOREIGN KEY (`country_iso2`) REFERENCES `countries`(`iso2`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "measures_headline" CHECK("measures"."headline" in (0, 1)),
	CONSTRAINT "measures_type" CHECK("measures"."type" in ('universal_conscription', 'selective_conscription', 'voluntary_service', 'reserve_expansion', 'mass_training', 'youth_programme', 'force_expansion')),
	CONSTRAINT "measures_obligation" CHECK("measures"."obligation" in ('compulsory', 'selective', 'voluntary', 'conditional')),
	CONSTRAINT "measures_status" CHECK("measures"."status" in ('under_debate', 'announced', 'legislating', 'in_force', 'suspended', 'ended', 'rejected')),
	CONSTRAINT "measures_sex" CHECK("measures"."sex" in ('men', 'women', 'all', 'men_compulsory_women_voluntary')),
	CONSTRAINT "measures_duration_unit" CHECK("measures"."duration_unit" in ('hours', 'days', 'weeks', 'months')),
	CONSTRAINT "measures_pay_per" CHECK("measures"."pay_per" in ('day', 'month', 'year', 'total', 'once')),
	CONSTRAINT "measures_pay_tax" CHECK("measures"."pay_tax" in ('gross', 'net', 'unspecified')),
	CONSTRAINT "measures_pay_qualifier" CHECK("measures"."pay_qualifier" in ('exact', 'about', 'at_least', 'up_to', 'range')),
	CONSTRAINT "measures_status_as_of" CHECK("measures"."status_as_of" glob '[0-9][0-9][0-9][0-9]' or "measures"."status_as_of" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or "measures"."status_as_of" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "measures_announced_on" CHECK("measures"."announced_on" glob '[0-9][0-9][0-9][0-9]' or "measures"."announced_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or "measures"."announced_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "measures_legislated_on" CHECK("measures"."legislated_on" glob '[0-9][0-9][0-9][0-9]' or "measures"."legislated_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or "measures"."legislated_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "measures_starts_on" CHECK("measures"."starts_on" glob '[0-9][0-9][0-9][0-9]' or "measures"."starts_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or "measures"."starts_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "measures_ended_on" CHECK("measures"."ended_on" glob '[0-9][0-9][0-9][0-9]' or "measures"."ended_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or "measures"."ended_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "measures_ages" CHECK("measures"."age_min" <= "measures"."age_max"),
	CONSTRAINT "measures_duration" CHECK("measures"."duration_min" <= "measures"."duration_max"),
	CONSTRAINT "measures_pay" CHECK(("measures"."pay_amount" is null) = ("measures"."pay_currency" is null))
);
--> statement-breakpoint
CREATE INDEX `measures_country` ON `measures` (`country_iso2`);--> statement-breakpoint
CREATE INDEX `measures_name` ON `measures` (`name`);--> statement-breakpoint
CREATE INDEX `measures_headline` ON `measures` (`headline`);--> statement-breakpoint
CREATE INDEX `measures_type` ON `measures` (`type`);--> statement-breakpoint
CREATE INDEX `measures_obligation` ON `measures` (`obligation`);--> statement-breakpoint
CREATE INDEX `measures_status` ON `measures` (`status`);--> statement-breakpoint
CREATE INDEX `measures_sex` ON `measures` (`sex`);--> statement-breakpoint
CREATE INDEX `measures_starts_on` ON `measures` (`starts_on`);--> statement-breakpoint
CREATE INDEX `measures_ended_on` ON `measures` (`ended_on`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`country_iso2` text NOT NULL,
	`organisation` text NOT NULL,
	`since` integer NOT NULL,
	`until` integer,
	`note` text,
	`source_id` text NOT NULL,
	PRIMARY KEY(`country_iso2`, `organisation`, `since`),
	FOREIGN KEY (`country_iso2`) REFERENCES `countries`(`iso2`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "memberships_organisation" CHECK("memberships"."organisation" in ('NATO', 'EU', 'CSTO')),
	CONSTRAINT "memberships_years" CHECK("memberships"."since" <= "memberships"."until")
);
--> statement-breakpoint
CREATE INDEX `memberships_organisation` ON `memberships` (`organisation`);--> statement-breakpoint
CREATE INDEX `memberships_source` ON `memberships` (`source_id`);--> statement-breakpoint
CREATE TABLE `observation_sources` (
	`observation_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`source_id` text NOT NULL,
	PRIMARY KEY(`observation_id`, `ordinal`),
	FOREIGN KEY (`observation_id`) REFERENCES `observations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `observation_sources_source` ON `observation_sources` (`source_id`);--> statement-breakpoint
CREATE TABLE `observations` (
	`id` text PRIMARY KEY NOT NULL,
	`measure_id` text NOT NULL,
	`indicator` text NOT NULL,
	`component` text,
	`period_start` integer,
	`period_end` integer,
	`value` real NOT NULL,
	`low` real,
	`high` real,
	`qualifier` text NOT NULL,
	`unit` text NOT NULL,
	`per` text,
	`tax` text,
	`basis` text NOT NULL,
	`coverage` text NOT NULL,
	`stated_on` text,
	`note` text,
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "observations_indicator" CHECK("observations"."indicator" in ('intake_per_year', 'intake_total', 'assessed_per_year', 'applicants', 'registered_total', 'trained_total', 'active_personnel', 'reserve_personnel', 'budget_total', 'budget_annual', 'pay', 'public_support_percent')),
	CONSTRAINT "observations_qualifier" CHECK("observations"."qualifier" in ('exact', 'about', 'at_least', 'up_to', 'range')),
	CONSTRAINT "observations_per" CHECK("observations"."per" in ('day', 'month', 'year', 'total', 'once')),
	CONSTRAINT "observations_tax" CHECK("observations"."tax" in ('gross', 'net', 'unspecified')),
	CONSTRAINT "observations_basis" CHECK("observations"."basis" in ('actual', 'target', 'ceiling', 'ambition', 'estimate', 'claim')),
	CONSTRAINT "observations_coverage" CHECK("observations"."coverage" in ('full', 'partial', 'cumulative')),
	CONSTRAINT "observations_unit" CHECK("observations"."unit" in ('persons', 'percent') or "observations"."unit" glob '[A-Z][A-Z][A-Z]'),
	CONSTRAINT "observations_stated_on" CHECK("observations"."stated_on" glob '[0-9][0-9][0-9][0-9]' or "observations"."stated_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or "observations"."stated_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "observations_period" CHECK(("observations"."period_start" is null) = ("observations"."period_end" is null)),
	CONSTRAINT "observations_period_order" CHECK("observations"."period_start" <= "observations"."period_end"),
	CONSTRAINT "observations_range" CHECK(("observations"."low" is null) = ("observations"."high" is null)),
	CONSTRAINT "observations_low" CHECK("observations"."low" <= "observations"."value"),
	CONSTRAINT "observations_high" CHECK("observations"."value" <= "observations"."high")
);
--> statement-breakpoint
CREATE INDEX `observations_measure` ON `observations` (`measure_id`,`indicator`,`period_start`,`stated_on`);--> statement-breakpoint
CREATE INDEX `observations_indicator` ON `observations` (`indicator`,`basis`);--> statement-breakpoint
CREATE INDEX `observations_period` ON `observations` (`period_start`);--> statement-breakpoint
CREATE INDEX `observations_stated_on` ON `observations` (`stated_on`);--> statement-breakpoint
CREATE TABLE `pay_sources` (
	`measure_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`source_id` text NOT NULL,
	PRIMARY KEY(`measure_id`, `ordinal`),
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pay_sources_source` ON `pay_sources` (`source_id`);--> statement-breakpoint
CREATE TABLE `releases` (
	`load_number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`loaded_at` text NOT NULL,
	`note` text,
	`built_by` text NOT NULL,
	`newest_source_on` text,
	`countries` integer NOT NULL,
	`measures` integer NOT NULL,
	`observations` integer NOT NULL,
	`sources` integer NOT NULL,
	`events` integer NOT NULL,
	`claims` integer NOT NULL,
	`series_points` integer NOT NULL,
	CONSTRAINT "releases_id" CHECK(length("releases"."id") = 12 and "releases"."id" not glob '*[^0-9a-f]*')
);
--> statement-breakpoint
CREATE INDEX `releases_id` ON `releases` (`id`);--> statement-breakpoint
CREATE TABLE `series` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`unit` text NOT NULL,
	`limits` text NOT NULL,
	CONSTRAINT "series_id" CHECK("series"."id" in ('population', 'births', 'population_15_24', 'defence_spending_pct_gdp', 'active_forces', 'exchange_rates_per_eur', 'hicp_euro_area'))
);
--> statement-breakpoint
CREATE TABLE `series_points` (
	`id` text PRIMARY KEY NOT NULL,
	`series_id` text NOT NULL,
	`country_iso2` text,
	`currency` text,
	`year` integer NOT NULL,
	`value` real,
	`low` real,
	`high` real,
	`projection` integer NOT NULL,
	`source_id` text NOT NULL,
	FOREIGN KEY (`series_id`) REFERENCES `series`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`country_iso2`) REFERENCES `countries`(`iso2`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `series_sources`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "series_points_subject" CHECK("series_points"."country_iso2" is null or "series_points"."currency" is null),
	CONSTRAINT "series_points_figure" CHECK("series_points"."value" is not null or ("series_points"."low" is not null and "series_points"."high" is not null)),
	CONSTRAINT "series_points_range" CHECK("series_points"."low" <= "series_points"."high"),
	CONSTRAINT "series_points_projection" CHECK("series_points"."projection" in (0, 1))
);
--> statement-breakpoint
CREATE INDEX `series_points_series` ON `series_points` (`series_id`,`country_iso2`,`year`);--> statement-breakpoint
CREATE INDEX `series_points_country` ON `series_points` (`country_iso2`);--> statement-breakpoint
CREATE INDEX `series_points_source` ON `series_points` (`source_id`);--> statement-breakpoint
CREATE TABLE `series_sources` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`publisher` text NOT NULL,
	`url` text NOT NULL,
	`vintage` text NOT NULL,
	`licence` text NOT NULL,
	`notes` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`publisher` text NOT NULL,
	`url` text NOT NULL,
	`published_on` text,
	`language` text NOT NULL,
	`kind` text NOT NULL,
	CONSTRAINT "sources_kind" CHECK("sources"."kind" in ('official', 'press', 'dataset', 'research', 'encyclopedia')),
	CONSTRAINT "sources_url" CHECK("sources"."url" like 'http://%' or "sources"."url" like 'https://%'),
	CONSTRAINT "sources_published_on" CHECK("sources"."published_on" glob '[0-9][0-9][0-9][0-9]' or "sources"."published_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]' or "sources"."published_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `sources_published_on` ON `sources` (`published_on`);--> statement-breakpoint
CREATE INDEX `sources_publisher` ON `sources` (`publisher`);--> statement-breakpoint
CREATE INDEX `sources_kind` ON `sources` (`kind`);--> statement-breakpoint
CREATE INDEX `sources_language` ON `sources` (`language`);