-- Full-text search over measures. Text is folded (lib/domain/text.ts) before it is indexed and before it is asked for,
-- so the tokenizer itself has no diacritics left to remove. Prefixes of two and three letters are indexed for search
-- while typing.
CREATE VIRTUAL TABLE `measure_search` USING fts5(
	`measure_id` UNINDEXED,
	`name`,
	`native_name`,
	`country`,
	`summary`,
	tokenize = 'unicode61 remove_diacritics 0',
	prefix = '2 3'
);
