import * as fc from 'fast-check'

/** All of them, in an order drawn at random: for laws that do not hang on the order. */
export const inAnyOrder = <Value>(values: ReadonlyArray<Value>): fc.Arbitrary<ReadonlyArray<Value>> =>
  fc.shuffledSubarray([...values], { minLength: values.length })
