CREATE TABLE `release_contents` (
	`release_id` text NOT NULL,
	`part` integer NOT NULL,
	`format` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`release_id`, `part`),
	CONSTRAINT "release_contents_part" CHECK("release_contents"."part" >= 0)
);
