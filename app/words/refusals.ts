import type { RefusalCode } from "~/domain/refusals";

/** What was refused, and what can be done instead. */
export const refusalWords: Record<RefusalCode, string> = {
  "not-found": "There is nothing here, or it belongs to a clinic you do not work at.",
  "not-allowed": "Your role does not allow this. Ask your practice’s administrator.",
  "undo-too-late":
    "This can no longer be undone: ten minutes have passed, or somebody else moved it since. Move it instead.",
  stale: "Somebody changed this while you had it open. Look at what changed, then save again.",
  "busy-try-again": "Others were changing the same thing at this moment, and nothing was saved. Try again.",
  "course-full":
    "A plan holds at most 60 sessions, and this one has them. Complete it, and go on in a new plan.",
  taken: "Somebody else took this a moment ago. Choose one of the free times below.",
  "key-reused": "This form was already sent with other answers. Reload the page and start again.",
  "wrong-status":
    "This is no longer possible: the session’s state changed. The page now shows how it stands.",
  "not-today": "This can only be done on the session’s day. Move the session first.",
  "not-started": "It has not started yet, so nobody can have missed it. Cancel it instead.",
  "already-over": "This session’s time is over. Mark it performed or a no-show instead.",
  displaced: "A resource of this session was taken away. Move it to another time first.",
  "plan-not-active": "The plan is not active. Resume or reopen it first.",
  "plan-move-not-possible": "The plan’s state changed meanwhile, so this is no longer possible.",
  "session-under-way": "The patient is in the clinic for this plan now. Finish or cancel that session first.",
  "nothing-performed":
    "No session was performed, so there is nothing to complete. Stop the plan instead, with a reason.",
  "reason-missing": "Say why. The reason stays with the plan’s history.",
  "release-differs":
    "The sessions that this gives back are no longer the ones you were shown. Look at them below, then confirm again.",
  "plan-twice":
    "This patient already has a plan under way for this region and side. Open that one, or say that you want another.",
  "physician-elsewhere":
    "This physician does not work at the plan’s clinic. Choose another, or another clinic.",
  "plan-ended": "This plan has ended. Reopen it first, then edit it.",
  "plan-edit-affects": "Sessions that are booked would no longer fit the plan. Look at them, then decide.",
  "cannot-book": "It cannot be booked like this.",
  "last-administrator":
    "This is the last active administrator. Make another account an administrator first, then try again.",
  "email-taken": "Another account has this e-mail. Use another, or edit that account.",
  "record-number-taken": "Another patient has this record number. Search for it before making a new record.",
  "own-account": "You cannot do this to your own account. Ask another administrator.",
  "account-deactivated": "This account is deactivated. Reactivate it first.",
  "has-future-sessions": "There are sessions booked. Move or cancel them first.",
  "patient-inactive": "This patient is no longer active here.",
  "likely-double":
    "Somebody with this birth date and a similar name is here already. Look whether it is the same person before you go on.",
  "import-column-missing": "Choose the column that holds this: without it no row can be taken in.",
  "import-not-ready":
    "Some rows cannot be taken in as they are, so nothing was. Leave them out, or correct them in the file and upload it again.",
  "import-applied": "This import was applied already. Nothing was done twice.",
  "treating-physician":
    "A report is never entered by a physician who treats this patient. Ask a scheduler, or let the patient answer.",
  "report-not-open": "This report is closed. Nothing was changed.",
  "report-too-early": "It is too early for this report. Take it from the first day of its window on.",
  "attempt-not-last": "Somebody called again, or took this back already. The list now shows how it stands.",
  "mail-not-set-up": "Mail is not set up, so none can be sent. Hand the link over instead.",
  "mail-no-address": "This patient has no e-mail address. Add one to their record, or hand the link over.",
  "mail-put-off": "The mail server did not take the mail just now. Try again later, or hand the link over.",
  "mail-came-back":
    "The mail came back: the address was refused. Correct it in the patient’s record, or hand the link over.",
  "mail-unclear":
    "The line went dead, and nobody knows whether the mail went out. Ask the patient before you send another.",
  "link-not-open": "No link to this report is open any more. The page now shows how it stands.",
  "call-back-past": "This time is over already. Choose a later one.",
  "call-back-late": "The report can no longer be answered then. Choose a time before its last day.",
  "name-taken": "This name is taken. Choose another.",
  "views-full": "You have 30 views, which is the most. Delete one that you use no more, then save this one.",
  "hours-overlap": "These hours overlap with others on the same weekday. Change one of them.",
  "already-off":
    "Part of this time is already taken by leave, a closure or maintenance. Change that entry, or choose another time.",
  "time-off-over": "This is over or was withdrawn already. Nothing was changed.",
  "zone-unknown": "There is no such time zone. Choose one from the list, such as America/Denver.",
  "link-spent": "This link was used already or has run out. Ask your administrator for a new one.",
  "wrong-password": "This is not your present password. Nothing was changed.",
  "wrong-code": "This code is not right, or was used already. Wait for the next one, then type that.",
  "setup-over": "This set-up waited for too long. Scan the new code, then type what your app shows.",
  "prove-first":
    "It is a while since you proved who you are. Do so in another tab, then come back and press again: nothing you typed is lost.",
  "factor-needed": "Administrators need a second factor. Add another one first, then take this one away.",
  "no-factor": "There is no second factor. Nothing was changed.",
  "passkeys-full": "You have 20 passkeys, which is the most. Remove one that you use no more.",
  "passkey-known": "This passkey is known already.",
  "passkey-failed": "The passkey could not be checked. Try again, or use another way.",
  "too-busy": "Too many people are signing in at this moment. Try again in a few seconds.",
  "room-not-shielded":
    "A fluoroscope is used behind lead only. Choose a room that is shielded for fluoroscopy, or shield this one.",
  "ends-before-it-starts": "This ends before it starts. Choose a later end.",
  "in-the-past": "This lies in the past. Choose a time that is still to come.",
  "refill-changed":
    "This course or its sessions changed meanwhile, so the place no longer suits it. The list below is new.",
  "repair-changed":
    "These courses changed meanwhile, so what was shown no longer fits them. The list below is new.",
  "too-soon-to-offer":
    "It begins too soon for an offer by link. Call those on the list, and book whoever can come.",
  "offer-over": "This offer has ended already. Nothing was changed.",
  "checkpoint-over":
    "This checkpoint was decided already, or the course has gone on. The page now shows how it stands.",
  "pack-not-kept":
    "The pack could not be written to its folder on the server. Download it as it stands now, and tell whoever runs Tendon.",
  "batch-empty": "No course here lacks a session now. Nothing was started.",
  "batch-under-way":
    "Courses of this clinic are being planned already. Wait for that run, or cancel it, then start yours.",
  "batch-over": "This run has ended already. The page now shows how it stands.",
  "batch-not-ready": "This run has nothing to book yet, or was cancelled.",
  "batch-changed": "The course changed since it was planned. Book it from its own page.",
  "cannot-sign": "This record cannot be signed yet. What is missing or does not agree is said below.",
  "not-treated":
    "Nobody was treated in this session yet. Start the treatment or mark it performed, then sign its record.",
  "record-signed":
    "The record of this session is signed, so the session was treated. Amend the record where it is wrong.",
  "nothing-amended":
    "Nothing differs from what was signed. Change what is wrong, or leave the record as it is.",
  "lot-known":
    "This clinic has this lot of the product already. Open it in the list, and enter what was received there.",
  "lot-retired": "This lot was retired already. Nothing was changed.",
  "not-valid": "This cannot be saved as it stands.",
};
