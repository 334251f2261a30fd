import type { ReturnCaseEvent } from '../events.js'

/** The preview of the first authorisation, in short: `restocking camera 1500`. */
export const previewIn = (history: ReadonlyArray<ReturnCaseEvent>) => {
  const told = history.find(({ type }) => type === 'ReturnAuthorised')
  if (told?.type !== 'ReturnAuthorised') throw new Error('Nothing was authorised')
  const { components, totalMinor } = told.data.preview
  const shown = components.map(({ component, lineId, because, minor }) =>
    [because ?? component, lineId, minor].filter((part) => part !== undefined).join(' '),
  )
  return { components: shown, totalMinor }
}
