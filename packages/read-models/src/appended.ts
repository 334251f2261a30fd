const nothing: ReadonlyArray<never> = []

/** The one empty list: most tickets have no wait, no transfer, no promise, and a list each would be most of their memory. */
export const none = <Item>(): ReadonlyArray<Item> => nothing

/** `items` with one more at the end. `concat` leaves no room for more, as a spread would: sixteen places a list. */
export const appended = <Item>(items: ReadonlyArray<Item>, item: Item): ReadonlyArray<Item> =>
  items.length === 0 ? [item] : items.concat([item])
