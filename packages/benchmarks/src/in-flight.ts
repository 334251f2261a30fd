/** Works through the items with at most `width` of them under way. */
export const inFlight = async <Item>(
  width: number,
  items: ReadonlyArray<Item>,
  work: (item: Item) => Promise<unknown>,
): Promise<void> => {
  const waiting = items.values()
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: width }, worker))
}
