import fc from 'fast-check';

/*
 * Property tests draw the same cases in every run, so that a red run is red again on the next machine, and a change is not held
 * up by a case that has nothing to do with it. PROPERTY_SEED=random (or another number) looks for new ones; what it finds becomes
 * an example of its test.
 */
const seed = process.env.PROPERTY_SEED ?? '20261123';
if (seed !== 'random' && !/^-?\d+$/.test(seed)) {
  throw new Error(`PROPERTY_SEED is "${seed}"; allowed: a whole number, or random.`);
}
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
