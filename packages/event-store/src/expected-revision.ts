/** What the caller believes the stream's last revision to be. */
export type ExpectedRevision = number | 'no-stream' | 'stream-exists' | 'any'
