// The proof of who this tab is, for requests that do not go over the socket.

export interface Credentials {
  readonly room: string;
  readonly token: string;
}

let known: Credentials | undefined;

/** Undefined until the room is entered. */
export const credentials = (): Credentials | undefined => known;

export function setCredentials(next: Credentials): void {
  known = next;
}
