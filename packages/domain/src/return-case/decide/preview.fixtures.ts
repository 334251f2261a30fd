import type { ReturnCaseEvent } from '../events.js'

const previewedIn = (history: ReadonlyArray<ReturnCaseEvent>) => {
  const told = history.find(({ type }) => type === 'ReturnAuthorised')
  if (told?.type !== 'ReturnAuthorised') throw new Error('Nothing was authorised')
  return told.data.preview
}

/** What the preview of the first authorisation is made of. */
export const componentsIn = (history: ReadonlyArray<ReturnCaseEvent>) => previewedIn(history).components

/** The preview of the first authorisation, in short: `restocking camera 1500`. */
export const previewIn = (history: ReadonlyArray<ReturnCaseEvent>) => {
  const { components, totalMinor } = previewedIn(history)
  const shown = components.map(({ component, lineId, because, minor }) =>
    [because ?? component, lineId, minor].filter((part) => part !== undefined).join(' '),
  )
  return { components: shown, totalMinor }
}
