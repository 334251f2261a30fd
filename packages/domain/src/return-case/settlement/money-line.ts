import type { NonEmptyText } from '@aftersale/messages'
import type { CaseUnits } from '../case-units.js'
import type { Draw } from '../draw.js'

/** Units of a line in a leg that turns them to money or goods: what was paid for them and what they lost in value. */
export interface MoneyLine {
  readonly legId: NonEmptyText
  readonly units: CaseUnits
  readonly draw: Draw
  readonly netMinor: bigint
  readonly taxMinor: bigint
  /** Of the net value; at most as much as that. */
  readonly lossMinor: bigint
  /** Kept back of what is left then, for promotions that the kept goods lose. */
  readonly keptBackMinor: bigint
}

/** Of the net value, what a fee may still be taken from. */
export const netLeftOf = ({
  netMinor,
  lossMinor,
  keptBackMinor,
}: Pick<MoneyLine, 'netMinor' | 'lossMinor' | 'keptBackMinor'>): bigint => netMinor - lossMinor - keptBackMinor
