/** Why a formula of a caption cannot be set as it stands. `sign` is the sign or command that is wrong or missing. */
export type TexFault = { readonly tex: string } & (
  | {
      readonly kind: 'unknown' | 'missing' | 'alone' | 'nothing behind' | 'twice' | 'misplaced';
      readonly sign: string;
    }
  | { readonly kind: 'comment' | 'endless' | 'not closed' | 'other' }
);
