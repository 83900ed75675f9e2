/** What the SDK hears of a call that is refused as a whole: https://docs.cloudbase.net/error-code/basic */
export interface Refusal {
  code: string
  message: string
}

export const invalidParam = (message: string): Refusal => ({ code: 'INVALID_PARAM', message })

/** What it hears of one file among several. */
export const missingFile = (fileId: unknown) => ({
  code: 'STORAGE_FILE_NONEXIST',
  fileID: typeof fileId === 'string' ? fileId : '',
  tempFileURL: '',
  message: 'no such file',
})

/** An error as COS, where the files lie, writes it. */
export const cosError = (code: string): string =>
  `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${code}</Message>` +
  `<RequestId>local</RequestId><TraceId>local</TraceId></Error>`
