export interface Credentials {
  readonly secretId: string
  readonly secretKey: string
}

/** The one key that the emulator knows: worth nothing to anybody, but what is signed with another one is refused. */
export const LOCAL_CREDENTIALS: Credentials = {
  secretId: 'local-secret-id',
  secretKey: 'local-secret-key',
}
