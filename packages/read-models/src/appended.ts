const nothing: ReadonlyArray<never> = []

/** The one empty list: most tickets have no wait, no transfer, no promise, and a list each would be most of their memory. */
export const none = <Item>(): ReadonlyArray<Item> => nothing

/** `items` with one more at the end. `concat` leaves no room for more, as a spread would: sixteen places a list. */
export const appended = <Item>(items: ReadonlyArray<Item>, item: Item): ReadonlyArray<Item> =>
  items.length === 0 ? [item] : items.concat([item])

/**
 * `items.map(make)`, but a list of one, which most are, is written out. That is what V8 calls packed; what `map` makes once
 * it is compiled is holey, and each function that meets both was seen to be thrown away and compiled again.
 */
export const mapped = <Item, Made>(items: ReadonlyArray<Item>, make: (item: Item) => Made): ReadonlyArray<Made> =>
  items.length === 1 ? [make(items[0] as Item)] : items.map(make)
