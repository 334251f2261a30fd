import * as t from 'io-ts'

/** Why a booking was given up. By `completed` and `technician-out` the time used until then stays taken. */
export const ReleaseCause = t.keyof(
  { moved: null, cancelled: null, 'no-show': null, refused: null, completed: null, 'technician-out': null },
  'ReleaseCause',
)
export type ReleaseCause = t.TypeOf<typeof ReleaseCause>

/** Why a technician cannot be booked. `sick` asks nobody: it takes visits off the day. */
export const BlockCause = t.keyof({ sick: null, holiday: null, training: null, other: null }, 'BlockCause')
export type BlockCause = t.TypeOf<typeof BlockCause>
