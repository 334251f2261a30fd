import { commandHashOf } from '@aftersale/messages'

// A deed is known by its id. Told again it is compared without its time: a till's answer and the notice that comes later
// tell the same deed with two times.

/** Equal as JSON, whatever the order of the fields. */
export const sameContent = (one: unknown, other: unknown): boolean =>
  commandHashOf({ content: one }) === commandHashOf({ content: other })
