import * as t from 'io-ts'

/**
 * What delivery is for a line that no carrier brings: goods handed over at the counter, access to digital content
 * granted, a service performed to its end, the last leg of a journey travelled.
 */
export const FulfilmentWay = t.keyof(
  { 'handed-over-the-counter': null, 'access-granted': null, 'service-performed': null, 'travel-completed': null },
  'FulfilmentWay',
)
export type FulfilmentWay = t.TypeOf<typeof FulfilmentWay>
