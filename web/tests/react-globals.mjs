// React as a console gives it to its plug-ins: as globals.
import * as React from "react";
import * as ReactDOM from "react-dom/client";

Object.assign(globalThis, { React, ReactDOM });
