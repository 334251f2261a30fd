import * as t from 'io-ts'

/** What a customer is told of: a delay, that it is made up for, how far the shipment is, a loss, that it was delivered. */
export const NoticeSubject = t.keyof(
  { delay: null, recovery: null, progress: null, loss: null, delivery: null },
  'NoticeSubject',
)
export type NoticeSubject = t.TypeOf<typeof NoticeSubject>
