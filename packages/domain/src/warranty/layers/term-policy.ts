import { record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Period } from '../../calendar/period.js'

/**
 * How long the unit that was given in place of another is warranted: for what was left of the other's (`remainder`), as
 * long as a new one (`fresh`), or for what was left but for `atLeast` from the day it was replaced (`longer-of`).
 */
export const TermPolicy = t.union(
  [
    record({ kind: t.literal('remainder') }),
    record({ kind: t.literal('fresh') }),
    record({ kind: t.literal('longer-of'), atLeast: Period }),
  ],
  'TermPolicy',
)
export type TermPolicy = t.TypeOf<typeof TermPolicy>
