import type { PurchaseEvent } from '@aftersale/domain'

// Books that are kept of a history from its events alone: none of the domain's own sums is used.

export interface Counting {
  /** What is wrong with the next event, in words; nothing where it is right. */
  readonly told: (event: PurchaseEvent) => string | undefined
  /** What is missing where nothing follows. */
  readonly atTheEnd: () => string | undefined
}

type Runs = ReadonlyArray<{ readonly first: number; readonly last: number }>

export type Lines = ReadonlyArray<{
  readonly lineId: string
  readonly units: Runs
  readonly serials?: ReadonlyArray<string>
}>

/** From the lowest. */
export const numbersOf = (units: Runs): ReadonlyArray<number> =>
  units.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index))

export const keysOf = (lines: Lines): ReadonlyArray<string> =>
  lines.flatMap(({ lineId, units }) => numbersOf(units).map((number) => `${lineId}#${number}`))

/** What one unit of so many is worth: what the units up to it are, rounded half up, less those before it. */
export const shareOf = (totalMinor: bigint, number: number, quantity: number): bigint =>
  upTo(totalMinor, number, quantity) - upTo(totalMinor, number - 1, quantity)

const upTo = (totalMinor: bigint, number: number, quantity: number): bigint =>
  (2n * totalMinor * BigInt(number) + BigInt(quantity)) / (2n * BigInt(quantity))

export const sumOf = (amounts: ReadonlyArray<{ readonly minor: bigint }>): bigint =>
  amounts.reduce((sum, { minor }) => sum + minor, 0n)
