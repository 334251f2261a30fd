/** Of two amounts in the same minor units. */
export const lesserOf = (one: bigint, other: bigint): bigint => (one < other ? one : other)

/** Of two amounts in the same minor units. */
export const greaterOf = (one: bigint, other: bigint): bigint => (one > other ? one : other)
