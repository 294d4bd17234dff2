// React as globals, as a console provides it to its plug-ins.
import * as React from "react";
import * as ReactDOM from "react-dom/client";

Object.assign(globalThis, { React, ReactDOM });
