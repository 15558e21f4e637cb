// The dialogs of a room: at most one is open. Each is loaded when it is first wanted.
import { closeDialog, linkTarget, openDialog } from './controls/open-dialog.ts';
import { credentials } from './state/credentials.ts';
import { myPlace } from './state/self.ts';
import { Dialog } from './ui/dialog.tsx';
import { lazy } from './ui/lazy.tsx';

const Invite = lazy(() => import('./controls/invite.tsx').then(({ Invite }) => Invite));
const PlacePicker = lazy(() =>
  import('./controls/place-picker.tsx').then(({ PlacePicker }) => PlacePicker),
);
const OthersLink = lazy(() =>
  import('./controls/others-link.tsx').then(({ OthersLink }) => OthersLink),
);
const Profile = lazy(() => import('./controls/profile.tsx').then(({ Profile }) => Profile));
const Search = lazy(() => import('./controls/search.tsx').then(({ Search }) => Search));
const Replay = lazy(() => import('./replay/replay.tsx').then(({ Replay }) => Replay));
const Tools = lazy(() => import('./tools.tsx').then(({ Tools }) => Tools));

export function Dialogs() {
  switch (openDialog.value) {
    case 'invite':
      return <Invite onClose={closeDialog} />;
    case 'search':
      return (
        <Dialog title="Search" onClose={closeDialog}>
          <Search />
        </Dialog>
      );
    case 'replay':
      return (
        <Dialog title="Looking back" isFull onClose={closeDialog}>
          <LookBack />
        </Dialog>
      );
    case 'place':
      return <PlacePicker onClose={closeDialog} />;
    case 'profile':
      return <Profile onClose={closeDialog} />;
    case 'link':
      return <OthersLink whose={linkTarget.value} onClose={closeDialog} />;
    case 'tools':
      return (
        <Dialog title="Link and view" isDrawer onClose={closeDialog}>
          <Tools />
        </Dialog>
      );
    case undefined:
      return null;
  }
}

/** This room as it was, up to now. */
function LookBack() {
  const who = credentials();
  return who ? <Replay source={who} place={myPlace.peek()} /> : null;
}
