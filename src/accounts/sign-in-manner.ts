/** How somebody is signed in. */
export enum SignInManner {
  PASSWORD = 'PASSWORD',
  OPEN_ID = 'OPEN_ID',
  TOKEN = 'TOKEN',
}
